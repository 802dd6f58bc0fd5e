using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Gan.Data;
using Ml.Gan.Pipeline.Columns;

namespace Ml.Gan.Pipeline.Captioning;

/// <summary>The column of what people say of images: a text, or several.</summary>
internal sealed class CaptionColumn
{
    private readonly List<string[]> _captions = [];

    private CaptionColumn(DataViewSchema.Column column) => Column = column;

    public DataViewSchema.Column Column { get; }

    /// <summary>The captions of the rows that were read.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Captions => _captions;

    /// <exception cref="GanDataException">It is not there, or holds no texts.</exception>
    public static CaptionColumn Find(DataViewSchema schema, string name)
    {
        if (schema.GetColumnOrNull(name) is not { } column)
            throw new GanDataException(
                $"The data have no caption column '{name}'; they have "
                + $"{string.Join(", ", schema.Select(c => $"'{c.Name}'"))}.");
        bool isText = column.Type is TextDataViewType or VectorDataViewType { ItemType: TextDataViewType };
        return isText ? new CaptionColumn(column) : throw Refusal(name, $"is of type {column.Type}");
    }

    /// <exception cref="GanDataException">It is not there, or holds no texts.</exception>
    public static void Check(SchemaShape shape, string name)
    {
        var column = ColumnShape.Find(shape, "caption", name);
        if (column.ItemType is not TextDataViewType)
            throw Refusal(name, $"holds {column.ItemType}");
    }

    /// <summary>Gives what keeps the captions of the cursor's present row.</summary>
    /// <exception cref="GanDataException">When it is called: the row has none.</exception>
    public Action Open(DataViewRowCursor cursor)
    {
        var read = Reader(cursor);
        return () =>
        {
            string[] captions = [.. read().Where(caption => CaptionTokenizer.Split(caption).Count > 0)];
            if (captions.Length == 0)
                throw new GanDataException(
                    $"Row {cursor.Position} of the caption column '{Column.Name}' is empty. Leave such rows out, or "
                    + "say what is seen.");
            _captions.Add(captions);
        };
    }

    private Func<IEnumerable<string>> Reader(DataViewRowCursor cursor)
    {
        if (Column.Type is TextDataViewType)
        {
            var get = cursor.GetGetter<ReadOnlyMemory<char>>(cursor.Schema[Column.Index]);
            return () =>
            {
                ReadOnlyMemory<char> text = default;
                get(ref text);
                return [text.ToString()];
            };
        }
        var getAll = cursor.GetGetter<VBuffer<ReadOnlyMemory<char>>>(cursor.Schema[Column.Index]);
        return () =>
        {
            VBuffer<ReadOnlyMemory<char>> texts = default;
            getAll(ref texts);
            return [.. texts.DenseValues().Select(text => text.ToString())];
        };
    }

    private static GanDataException Refusal(string name, string what) => new(
        $"The caption column '{name}' {what}; it must hold texts, or vectors of texts where images have several "
        + "captions.");
}
