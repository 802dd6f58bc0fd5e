using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Gan.Data;

namespace Ml.Gan.Pipeline.Reading;

/// <summary>Samples of a source as the rows of an <see cref="IDataView"/>.</summary>
internal static class SourceRows
{
    private const int ReadAtOnce = 64;

    public static IDataView Load(MLContext mlContext, ISampleSource source, long count) =>
        mlContext.Data.LoadFromEnumerable(Rows(source, count), Describe(source));

    private static SchemaDefinition Describe(ISampleSource source)
    {
        var (shape, rows) = (source.Shape, SchemaDefinition.Create(typeof(Row)));
        var samples = rows[nameof(Row.Sample)];
        samples.ColumnName = shape.IsImage ? "Image" : "Sample";
        samples.ColumnType = shape.IsImage
            ? new VectorDataViewType(NumberDataViewType.Single, shape.Channels, shape.Height, shape.Width)
            : new VectorDataViewType(NumberDataViewType.Single, shape.Length);
        if (source.Labels is { } labels)
            DescribeLabels(rows[nameof(Row.Label)], labels.ClassNames);
        else
            rows.Remove(rows[nameof(Row.Label)]);
        if (source.Conditions is { } conditions)
            rows[nameof(Row.Condition)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, conditions.Size);
        else
            rows.Remove(rows[nameof(Row.Condition)]);
        return rows;
    }

    private static void DescribeLabels(SchemaDefinition.Column column, IReadOnlyList<string> names)
    {
        column.ColumnType = new KeyDataViewType(typeof(uint), names.Count);
        var values = new VBuffer<ReadOnlyMemory<char>>(names.Count, [.. names.Select(name => name.AsMemory())]);
        column.AddAnnotation("KeyValues", values, new VectorDataViewType(TextDataViewType.Instance, names.Count));
    }

    private static IEnumerable<Row> Rows(ISampleSource source, long count)
    {
        for (long first = 0; first < count; first += ReadAtOnce)
        {
            foreach (var row in Read(source, first, (int)Math.Min(ReadAtOnce, count - first)))
                yield return row;
        }
    }

    private static IEnumerable<Row> Read(ISampleSource source, long first, int count)
    {
        long[] indices = [.. Enumerable.Range(0, count).Select(i => first + i)];
        float[] samples = new float[count * source.Shape.Length];
        source.Read(indices, samples);
        if (source.Shape.IsImage)
        {
            for (int i = 0; i < samples.Length; i++)
                samples[i] = (samples[i] + 1) * 127.5f;
        }
        long[]? labels = source.Labels?.Read(indices);
        float[][]? conditions = source.Conditions?.Read(indices);
        return samples.Chunk(source.Shape.Length)
            .Select((sample, i) => new Row(sample, KeyOf(labels?[i] ?? -1), conditions?[i] ?? []));
    }

    /// <summary>In rows of objects, ML.NET takes keys to be counted from 0; one out of range is missing.</summary>
    private static uint KeyOf(long label) => label >= 0 ? (uint)label : uint.MaxValue;

    private sealed class Row(float[] sample, uint label, float[] condition)
    {
        public float[] Sample { get; } = sample;

        public uint Label { get; } = label;

        public float[] Condition { get; } = condition;
    }
}
