namespace Microsoft.ML.Data;

/// <summary>A row made from another row.</summary>
sealed class MappedRow(DataViewRow input, MappedGetters getters) : DataViewRow
{
    public override long Position => input.Position;

    public override long Batch => input.Batch;

    public override DataViewSchema Schema => getters.Schema;

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
