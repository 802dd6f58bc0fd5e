namespace Microsoft.ML.Data;

/// <summary>A cursor over rows made from those of another cursor.</summary>
sealed class MappedCursor(DataViewRowCursor input, MappedGetters getters) : DataViewRowCursor
{
    public override long Position => input.Position;

    public override long Batch => input.Batch;

    public override DataViewSchema Schema => getters.Schema;

    public override bool MoveNext() => input.MoveNext();

    public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

    public override bool IsColumnActive(DataViewSchema.Column column) => getters.IsActive(column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => getters.Get<TValue>(column);

    protected override void Dispose(bool disposing)
    {
        if (!disposing) return;
        getters.Dispose();
        input.Dispose();
    }
}
