using Microsoft.ML;

namespace Ml.Gan.Pipeline.Rows;

/// <summary>
/// Which columns are asked for: those of the input keep their indices, and the added ones come after them.
/// </summary>
internal sealed class AddedColumns(
    DataViewSchema output, DataViewSchema input, IEnumerable<DataViewSchema.Column> needed)
{
    private readonly HashSet<int> _active = [.. needed.Select(column => column.Index)];

    public DataViewSchema Output => output;

    /// <summary>Whether an added column is asked for.</summary>
    public bool AddedAreActive => _active.Any(index => index >= input.Count);

    public IEnumerable<DataViewSchema.Column> NeededFromInput => input.Where(column => _active.Contains(column.Index));

    public bool IsActive(DataViewSchema.Column column) => _active.Contains(column.Index);

    /// <summary>Reads a column: the input's value, or an added one.</summary>
    /// <exception cref="InvalidOperationException">The column was not asked for, or is of another type.</exception>
    public ValueGetter<TValue> Getter<TValue>(DataViewRow row, DataViewSchema.Column column, Func<int, Delegate> added)
    {
        if (!IsActive(column))
            throw new InvalidOperationException(
                $"Column '{column.Name}' is not active: it was not asked for when the rows were opened.");
        if (column.Index < input.Count)
            return row.GetGetter<TValue>(input[column.Index]);
        return added(column.Index - input.Count) as ValueGetter<TValue> ?? throw new InvalidOperationException(
            $"Column '{column.Name}' holds {column.Type}; it can't be read as {typeof(TValue).Name}, but as "
            + $"{column.Type.RawType.Name}.");
    }
}
