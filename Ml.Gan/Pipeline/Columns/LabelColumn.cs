using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Gan.Data;

namespace Ml.Gan.Pipeline.Columns;

/// <summary>A column of keys, which say what class each row belongs to.</summary>
internal sealed class LabelColumn
{
    /// <summary>
    /// More classes than anything is trained with: a key type that counts rows, say, or one of unknown range.
    /// </summary>
    private const int MostClasses = 100_000;

    private readonly DataViewSchema.Column _column;

    private LabelColumn(DataViewSchema.Column column) => _column = column;

    /// <exception cref="GanDataException">It is not there, or holds no keys.</exception>
    public static LabelColumn Find(DataViewSchema schema, string name)
    {
        if (schema.GetColumnOrNull(name) is not { } column)
            throw new GanDataException(
                $"The data have no label column '{name}'; they have "
                + $"{string.Join(", ", schema.Select(c => $"'{c.Name}'"))}.");
        if (column.Type is not KeyDataViewType key)
            throw new GanDataException(
                $"The label column '{name}' is of type {column.Type}; it must hold keys. Make them with "
                + "Conversion.MapValueToKey first.");
        if (key.Count > MostClasses)
            throw new GanDataException(
                $"The label column '{name}' is of type {column.Type}, with more than {MostClasses:N0} classes. Make "
                + "keys of the classes that there are, with Conversion.MapValueToKey.");
        return new LabelColumn(column);
    }

    /// <exception cref="GanDataException">The column is missing, or holds no keys.</exception>
    public static void Check(SchemaShape shape, string name)
    {
        var column = ColumnShape.Find(shape, "label", name);
        if (column.Kind != SchemaShape.Column.VectorKind.Scalar || !column.IsKey)
            throw new GanDataException(
                $"The label column '{name}' holds {column.ItemType}; it must hold keys. Make them with "
                + "Conversion.MapValueToKey first.");
    }

    public string Name => _column.Name;

    public DataViewSchema.Column Column => _column;

    public KeyDataViewType Type => (KeyDataViewType)_column.Type;

    public int ClassCount => (int)Type.Count;

    /// <summary>The names of the classes: the keys' values where they are known, else numbers from 0.</summary>
    public IReadOnlyList<string> ClassNames => KeyNames.Of(_column);

    /// <summary>Reads the class of a row's present values, from 0; −1 for a missing key.</summary>
    public Func<int> Reader(DataViewRow row) => Type.RawType switch
    {
        var type when type == typeof(byte) => Reader<byte>(row, key => key),
        var type when type == typeof(ushort) => Reader<ushort>(row, key => key),
        var type when type == typeof(uint) => Reader<uint>(row, key => key),
        _ => Reader<ulong>(row, key => key),
    };

    /// <summary>The same, with missing keys refused.</summary>
    /// <param name="row">The row.</param>
    /// <param name="remedy">What to do about a missing key.</param>
    /// <exception cref="GanDataException">When it is called: the key is missing.</exception>
    public Func<int> RequiredReader(DataViewRow row, string remedy)
    {
        var read = Reader(row);
        return () => read() is var label && label >= 0 ? label : throw new GanDataException(
            $"Row {row.Position} of the label column '{Name}' has no label: its key is missing. {remedy}");
    }

    /// <summary>The column of the same name in other data.</summary>
    /// <exception cref="GanDataException">It is not there, or its keys don't stand for the same classes.</exception>
    public LabelColumn FindAgain(DataViewSchema schema)
    {
        var found = Find(schema, Name);
        if (found.ClassCount != ClassCount)
            throw new GanDataException(
                $"The label column '{Name}' has keys of {found.ClassCount} classes; the generator learned "
                + $"{ClassCount}.");
        bool bothNamed = KeyNames.ValuesType(_column) is not null && KeyNames.ValuesType(found._column) is not null;
        if (bothNamed && !found.ClassNames.SequenceEqual(ClassNames))
            throw new GanDataException(
                $"The keys of the label column '{Name}' stand for other classes than those that were learned "
                + $"({string.Join(", ", ClassNames.Take(10))}). "
                + "Map values to keys with the transformer that was fitted on the training data.");
        return found;
    }

    private Func<int> Reader<TKey>(DataViewRow row, Func<TKey, ulong> number)
    {
        var getter = row.GetGetter<TKey>(row.Schema[Name]);
        TKey key = default!;
        return () =>
        {
            getter(ref key);
            return number(key) is var known && known <= Type.Count ? (int)known - 1 : -1;
        };
    }
}
