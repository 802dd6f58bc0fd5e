using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Gan.Pipeline.Rows;

/// <summary>One row, of a prediction engine say, with a generated sample added.</summary>
/// <param name="input">The row, whose values may change while this one is in use.</param>
/// <param name="columns">The columns asked for.</param>
/// <param name="generate">Generates the sample of the row's present values.</param>
internal sealed class GeneratedRow(DataViewRow input, GeneratedColumns columns, Func<float[]> generate) : DataViewRow
{
    public override long Position => input.Position;

    public override long Batch => input.Batch;

    public override DataViewSchema Schema => columns.Output;

    public override bool IsColumnActive(DataViewSchema.Column column) => columns.IsActive(column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
        columns.Getter<TValue>(input, column, () => generate());

    public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            input.Dispose();
        base.Dispose(disposing);
    }
}
