using Microsoft.ML;

namespace Ml.Gan.Pipeline.Rows;

/// <summary>The input's rows with the columns of a step added to each.</summary>
internal sealed class AddedDataView<TInput, TOutput>(RowStep<TInput, TOutput> step, IDataView input) : IDataView
{
    public bool CanShuffle => false;

    public DataViewSchema Schema { get; } = step.Append(input.Schema);

    public long? GetRowCount() => input.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        var columns = new AddedColumns(Schema, input.Schema, columnsNeeded);
        return columns.AddedAreActive
            ? new AddedCursor<TInput, TOutput>(
                columns, step, new ReadAhead<TInput, TOutput>(step, input, [.. columns.NeededFromInput]))
            : new InputCursor(input.GetRowCursor(columns.NeededFromInput), columns);
    }

    public DataViewRowCursor[] GetRowCursorSet(
        IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];
}
