using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;
using Ml.Gan.Data;
using Ml.Gan.Pipeline.Columns;

namespace Ml.Gan.Pipeline.Reading;

/// <summary>The column that a GAN learns from.</summary>
internal abstract class TrainingColumn(DataViewSchema.Column column)
{
    public string Name => column.Name;

    public DataViewType Type => column.Type;

    protected DataViewSchema.Column Column => column;

    /// <exception cref="GanDataException">
    /// The column is missing, or holds neither images nor float vectors of one known length.
    /// </exception>
    public static TrainingColumn Find(DataViewSchema schema, string name)
    {
        if (schema.GetColumnOrNull(name) is not { } column)
            throw new GanDataException(
                $"The data have no column '{name}' to learn from; they have "
                + $"{string.Join(", ", schema.Select(c => $"'{c.Name}'"))}.");
        return column.Type switch
        {
            ImageDataViewType => new ImageColumn(column),
            VectorDataViewType { IsKnownSize: true } vector when vector.ItemType == NumberDataViewType.Single =>
                new VectorColumn(column, vector),
            _ => throw new GanDataException(
                $"Column '{name}' is of type {column.Type}; a GAN learns from images (MLImage) or from float vectors "
                + "of one known length. Load, convert or concatenate it to one of these first."),
        };
    }

    /// <exception cref="GanDataException">The column is missing, or holds neither images nor float vectors.</exception>
    public static void Check(SchemaShape shape, string name)
    {
        var column = ColumnShape.Find(shape, "training", name);
        bool isVector =
            column.Kind != SchemaShape.Column.VectorKind.Scalar && column.ItemType == NumberDataViewType.Single;
        if (!isVector && column.ItemType is not ImageDataViewType)
            throw new GanDataException(
                $"Column '{name}' holds {column.ItemType}; a GAN learns from images (MLImage) or from float vectors.");
    }

    /// <summary>Reads the column once into a compact cache, with what other columns say of the samples.</summary>
    /// <param name="input">The rows.</param>
    /// <param name="conditions">The other columns.</param>
    /// <param name="images">How its images are read.</param>
    /// <param name="warning">Hears what the user should know of the rows.</param>
    /// <returns>The samples, and the other columns with those classes that there are rows of.</returns>
    /// <exception cref="GanDataException">A row can't be learned from; the message names it.</exception>
    public (SampleCache Samples, ConditionColumns Columns) Read(
        IDataView input, ConditionColumns conditions, ImageReading images, Action<string> warning)
    {
        using var cursor = input.GetRowCursor([column, .. conditions.ColumnsOf(input.Schema)]);
        try
        {
            var append = Open(cursor, images);
            var rows = conditions.Open(cursor);
            while (cursor.MoveNext())
            {
                append();
                rows.AppendTo(Cache!);
            }
            return rows.Build(CheckedCache(warning), warning);
        }
        finally
        {
            Cache?.Dispose();
        }
    }

    /// <summary>Reads the column once into a compact cache, and another column beside it.</summary>
    /// <param name="input">The rows.</param>
    /// <param name="other">The other column.</param>
    /// <param name="open">Gives what keeps its value in the cursor's present row.</param>
    /// <param name="images">How images are read.</param>
    /// <param name="warning">Hears what the user should know of the rows.</param>
    /// <exception cref="GanDataException">A row can't be learned from; the message names it.</exception>
    public SampleCache ReadBeside(
        IDataView input, DataViewSchema.Column other, Func<DataViewRowCursor, Action> open, ImageReading images,
        Action<string> warning)
    {
        using var cursor = input.GetRowCursor([column, other]);
        try
        {
            var (append, keep) = (Open(cursor, images), open(cursor));
            while (cursor.MoveNext())
            {
                append();
                keep();
            }
            return CheckedCache(warning).Build();
        }
        finally
        {
            Cache?.Dispose();
        }
    }

    /// <summary>Reads columns once, row by row, into a compact cache each.</summary>
    /// <param name="input">The rows.</param>
    /// <param name="columns">The columns, and how images are read from them.</param>
    /// <param name="warning">Hears what the user should know of the rows.</param>
    /// <returns>The samples of each column, in the order of the rows.</returns>
    /// <exception cref="GanDataException">A row can't be learned from; the message names it.</exception>
    public static IReadOnlyList<SampleCache> ReadTogether(
        IDataView input, IReadOnlyList<(TrainingColumn Column, ImageReading Images)> columns, Action<string> warning)
    {
        using var cursor = input.GetRowCursor(columns.Select(read => read.Column.Column).DistinctBy(c => c.Index));
        try
        {
            Action[] append = [.. columns.Select(read => read.Column.Open(cursor, read.Images))];
            while (cursor.MoveNext())
            {
                foreach (var appendTo in append)
                    appendTo();
            }
            SampleCacheBuilder[] caches = [.. columns.Select(read => read.Column.CheckedCache(warning))];
            return [.. caches.Select(cache => cache.Build())];
        }
        finally
        {
            foreach (var (column, _) in columns)
                column.Cache?.Dispose();
        }
    }

    /// <summary>Where the rows go; null until the first one tells what they look like.</summary>
    protected SampleCacheBuilder? Cache { get; set; }

    /// <summary>Checks what can only be said of all rows.</summary>
    /// <param name="warning">Hears what the user should know.</param>
    /// <exception cref="GanDataException">They can't be learned from.</exception>
    protected abstract void CheckAll(Action<string> warning);

    /// <summary>Gives what appends the cursor's present row to <see cref="Cache"/>.</summary>
    protected abstract Action Open(DataViewRowCursor cursor, ImageReading images);

    private SampleCacheBuilder CheckedCache(Action<string> warning)
    {
        if (Cache is null)
            throw new GanDataException($"Column '{Name}' has no rows to learn from.");
        CheckAll(warning);
        return Cache;
    }
}
