using Microsoft.ML;
using Microsoft.ML.Data;

namespace PipelineApp;

/// <summary>
/// Rows that ask a saved generator for samples: it wants the columns that it was trained on, and makes one sample for
/// each row. Of the column of images it needs the number of rows alone; a label says what the sample shows.
/// </summary>
internal static class AskedRows
{
    /// <param name="mlContext">The context.</param>
    /// <param name="schema">Columns that the pipeline was saved with.</param>
    /// <param name="count">Number of rows.</param>
    /// <param name="label">Name of a class; null for all of them in turn.</param>
    /// <exception cref="InvalidOperationException">The columns are others, or there is no such class.</exception>
    public static IDataView Create(MLContext mlContext, DataViewSchema? schema, int count, string? label)
    {
        if (schema?.FirstOrDefault(column => column.Type is VectorDataViewType) is not
            { Type: VectorDataViewType { IsKnownSize: true } image } samples)
        {
            throw new InvalidOperationException(
                "The pipeline was saved without a column of vectors. Save it with the schema of its training data: "
                + "mlContext.Model.Save(model, data.Schema, path).");
        }

        var rows = SchemaDefinition.Create(typeof(Row));
        (rows[nameof(Row.Sample)].ColumnName, rows[nameof(Row.Sample)].ColumnType) = (samples.Name, image);
        string[] classes = [];
        if (schema.FirstOrDefault(column => column.Type is KeyDataViewType) is { Type: KeyDataViewType key } labels)
        {
            (rows[nameof(Row.Label)].ColumnName, rows[nameof(Row.Label)].ColumnType) = (labels.Name, key);
            classes = Names(labels, (int)key.Count);
        }
        else
        {
            rows.Remove(rows[nameof(Row.Label)]);
        }

        uint? asked = label is null ? null : IndexOf(label, classes);
        float[] blank = new float[image.Size];
        return mlContext.Data.LoadFromEnumerable(
            Enumerable.Range(0, count).Select(i => new Row
            {
                Sample = blank,
                Label = asked ?? (uint)(i % Math.Max(1, classes.Length)),
            }),
            rows);
    }

    /// <summary>The names of keys where the schema has them, or else their numbers.</summary>
    private static string[] Names(DataViewSchema.Column labels, int count)
    {
        if (!labels.HasKeyValues())
            return [.. Enumerable.Range(0, count).Select(i => i.ToString())];
        VBuffer<ReadOnlyMemory<char>> names = default;
        labels.GetKeyValues(ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }

    private static uint IndexOf(string label, string[] classes) => Array.IndexOf(classes, label) is >= 0 and var index
        ? (uint)index
        : throw new InvalidOperationException(
            classes.Length == 0
                ? $"The generator takes no labels, so there is no class '{label}'."
                : $"There is no class '{label}'; the classes are {string.Join(", ", classes)}.");

    private sealed class Row
    {
        public float[] Sample { get; init; } = [];

        /// <summary>In rows of objects, keys are counted from 0.</summary>
        public uint Label { get; init; }
    }
}
