using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Gan.Pipeline.Rows;

/// <summary>Adds the columns of a step to single rows: what a prediction engine works with.</summary>
internal sealed class AddedRowMapper<TInput, TOutput>(RowStep<TInput, TOutput> step, DataViewSchema input)
    : IRowToRowMapper
{
    public DataViewSchema InputSchema => input;

    public DataViewSchema OutputSchema { get; } = step.Append(input);

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
    {
        var columns = new AddedColumns(OutputSchema, input, dependingColumns);
        return columns.AddedAreActive
            ? columns.NeededFromInput.Concat(step.Find(input)).DistinctBy(column => column.Index)
            : columns.NeededFromInput;
    }

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        var columns = new AddedColumns(OutputSchema, InputSchema, activeColumns);
        var compute = columns.AddedAreActive ? ComputeOnce(input) : null;
        return new AddedRow(input, columns, added => step.Getter(added, compute!));
    }

    /// <summary>Computes once for each position, so that all readers of a row see the same.</summary>
    private Func<TOutput> ComputeOnce(DataViewRow row)
    {
        var read = step.Open(row);
        (long Position, TOutput Value)? computed = null;
        return () =>
        {
            long position = Math.Max(0, row.Position);
            if (computed?.Position != position)
                computed = (position, step.Compute([read(position)])[0]);
            return computed.Value.Value;
        };
    }
}
