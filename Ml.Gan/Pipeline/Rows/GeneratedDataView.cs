using Microsoft.ML;

namespace Ml.Gan.Pipeline.Rows;

/// <summary>The input's rows with a generated sample added to each.</summary>
internal sealed class GeneratedDataView(GanTransformer transformer, IDataView input, int seed, bool fromNoise = false) : IDataView
{
    public bool CanShuffle => false;

    public DataViewSchema Schema { get; } = transformer.AppendOutput(input.Schema, needsLatent: !fromNoise);

    public long? GetRowCount() => input.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        var columns = new GeneratedColumns(Schema, input.Schema, columnsNeeded);
        var cursor = input.GetRowCursor(columns.NeededFromInput);
        return new GeneratedCursor(cursor, columns, columns.GeneratedIsActive ? CreateBatches() : null);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private SampleBatches CreateBatches() => transformer.CreateBatches(
        !fromNoise && transformer.LatentColumnName is { } name
            ? new ColumnLatents(input, LatentColumn.Find(input.Schema, name, transformer.LatentSize))
            : new NoiseLatents(seed, input.GetRowCount()));
}
