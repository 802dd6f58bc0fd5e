using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Gan.Pipeline.Rows;

/// <summary>One row, of a prediction engine say, with the columns of a step added.</summary>
/// <param name="input">The row, whose values change with its position.</param>
/// <param name="columns">The columns asked for.</param>
/// <param name="getter">The getter of an added column.</param>
internal sealed class AddedRow(DataViewRow input, AddedColumns columns, Func<int, Delegate> getter) : DataViewRow
{
    public override long Position => input.Position;

    public override long Batch => input.Batch;

    public override DataViewSchema Schema => columns.Output;

    public override bool IsColumnActive(DataViewSchema.Column column) => columns.IsActive(column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
        columns.Getter<TValue>(column, index => input.GetGetter<TValue>(input.Schema[index]), getter);

    public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            input.Dispose();
        base.Dispose(disposing);
    }
}
