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

    /// <summary>Reads a column.</summary>
    /// <param name="column">The column.</param>
    /// <param name="ofInput">The getter of the input's column at an index.</param>
    /// <param name="added">The getter of an added column.</param>
    /// <exception cref="InvalidOperationException">The column was not asked for, or is of another type.</exception>
    public ValueGetter<TValue> Getter<TValue>(
        DataViewSchema.Column column, Func<int, Delegate> ofInput, Func<int, Delegate?> added)
    {
        if (!IsActive(column))
            throw new InvalidOperationException(
                $"Column '{column.Name}' is not active: it was not asked for when the rows were opened.");
        var getter = column.Index < input.Count ? ofInput(column.Index) : added(column.Index - input.Count);
        return getter as ValueGetter<TValue> ?? throw new InvalidOperationException(
            $"Column '{column.Name}' holds {column.Type}; it can't be read as {typeof(TValue).Name}, but as "
            + $"{column.Type.RawType.Name}.");
    }
}
