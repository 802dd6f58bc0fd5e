using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Gan.Data;

namespace Ml.Gan.Pipeline.Columns;

/// <summary>
/// A column of keys, which say what class each row belongs to. The classes are the keys, or those of them that are
/// learned.
/// </summary>
internal sealed class LabelColumn
{
    /// <summary>
    /// More classes than anything is trained with: a key type that counts rows, say, or one of unknown range.
    /// </summary>
    private const int MostClasses = 100_000;

    private readonly DataViewSchema.Column _column;

    private LabelColumn(DataViewSchema.Column column, int[] classOfKey) =>
        (_column, ClassOfKey) = (column, classOfKey);

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
        return new LabelColumn(column, [.. Enumerable.Range(0, (int)key.Count)]);
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

    public int KeyCount => ClassOfKey.Count;

    /// <summary>The names of the keys: their values where they are known, else numbers from 0.</summary>
    public IReadOnlyList<string> NamesOfKeys => KeyNames.Of(_column);

    /// <summary>The class of each key, from 0; −1 for keys that are not learned.</summary>
    public IReadOnlyList<int> ClassOfKey { get; }

    public int ClassCount => ClassOfKey.Count(label => label >= 0);

    /// <summary>The names of the classes.</summary>
    public IReadOnlyList<string> ClassNames => NamesWhere(label => label >= 0);

    /// <summary>The names of the keys that are not learned.</summary>
    public IReadOnlyList<string> OtherNames => NamesWhere(label => label < 0);

    /// <summary>The column with those keys for classes that occur.</summary>
    /// <param name="keys">The keys of rows, from 0; −1 for missing ones.</param>
    public LabelColumn LearnedFrom(IEnumerable<int> keys)
    {
        int[] classOfKey = [.. Enumerable.Repeat(-1, KeyCount)];
        int next = 0;
        foreach (int key in keys.Where(key => key >= 0).Distinct().Order())
            classOfKey[key] = next++;
        return new LabelColumn(_column, classOfKey);
    }

    /// <summary>Reads the class of a row's present values, from 0; −1 for a missing key.</summary>
    /// <exception cref="GanDataException">When it is called: the key is of a class that is not learned.</exception>
    public Func<int> Reader(DataViewRow row)
    {
        var read = KeyReader(row);
        return () =>
        {
            int key = read();
            if (key < 0)
                return -1;
            return ClassOfKey[key] is var label && label >= 0 ? label : throw new GanDataException(
                $"Row {row.Position} of the label column '{Name}' is of class '{NamesOfKeys[key]}', of which there was "
                + $"no row to learn from; the classes that were learned are {Shortened(ClassNames)}. Leave such rows "
                + "out, or train with rows of that class.");
        };
    }

    /// <summary>The same, with missing keys refused.</summary>
    /// <param name="row">The row.</param>
    /// <param name="remedy">What to do about a missing key.</param>
    /// <exception cref="GanDataException">
    /// When it is called: the key is missing, or of a class that is not learned.
    /// </exception>
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
        if (found.KeyCount != KeyCount)
            throw new GanDataException(
                $"The label column '{Name}' has keys of {found.KeyCount} classes; the one that was learned from had "
                + $"keys of {KeyCount}.");
        bool bothNamed = KeyNames.ValuesType(_column) is not null && KeyNames.ValuesType(found._column) is not null;
        if (bothNamed && !found.NamesOfKeys.SequenceEqual(NamesOfKeys))
            throw new GanDataException(
                $"The keys of the label column '{Name}' stand for other classes than those that were learned "
                + $"({Shortened(NamesOfKeys)}). "
                + "Map values to keys with the transformer that was fitted on the training data.");
        return new LabelColumn(found._column, [.. ClassOfKey]);
    }

    private IReadOnlyList<string> NamesWhere(Func<int, bool> holds) =>
        [.. NamesOfKeys.Where((_, key) => holds(ClassOfKey[key]))];

    /// <summary>Names in a message: all of them, or the first ten.</summary>
    public static string Shortened(IReadOnlyList<string> names)
    {
        const int Most = 10;
        return string.Join(", ", names.Take(Most)) + (names.Count > Most ? ", …" : "");
    }

    /// <summary>Reads the key of a row's present values, from 0; −1 for a missing one.</summary>
    private Func<int> KeyReader(DataViewRow row) => Type.RawType switch
    {
        var type when type == typeof(byte) => KeyReader<byte>(row, key => key),
        var type when type == typeof(ushort) => KeyReader<ushort>(row, key => key),
        var type when type == typeof(uint) => KeyReader<uint>(row, key => key),
        _ => KeyReader<ulong>(row, key => key),
    };

    private Func<int> KeyReader<TKey>(DataViewRow row, Func<TKey, ulong> number)
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
