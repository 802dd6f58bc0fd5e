using Microsoft.ML;

namespace Ml.Gan.Pipeline.Rows;

/// <summary>
/// Which columns are asked for: those of the input keep their indices, and the generated column comes after them.
/// </summary>
internal sealed class GeneratedColumns
{
    private readonly DataViewSchema _input;
    private readonly HashSet<int> _active;

    public GeneratedColumns(DataViewSchema output, DataViewSchema input, IEnumerable<DataViewSchema.Column> needed)
    {
        (Output, _input) = (output, input);
        _active = [.. needed.Select(column => column.Index)];
    }

    public DataViewSchema Output { get; }

    public bool GeneratedIsActive => _active.Contains(_input.Count);

    public IEnumerable<DataViewSchema.Column> NeededFromInput => _input.Where(column => _active.Contains(column.Index));

    public bool IsActive(DataViewSchema.Column column) => _active.Contains(column.Index);

    /// <summary>Reads a column: the input's value, or the sample of the input's present row.</summary>
    /// <exception cref="InvalidOperationException">The column was not asked for.</exception>
    public ValueGetter<TValue> Getter<TValue>(DataViewRow input, DataViewSchema.Column column, GeneratedValue.SampleOfRow sample)
    {
        if (!IsActive(column))
            throw new InvalidOperationException($"Column '{column.Name}' is not active: it was not asked for when the rows were opened.");
        return column.Index == _input.Count
            ? GeneratedValue.Getter<TValue>(sample, column)
            : input.GetGetter<TValue>(_input[column.Index]);
    }
}
