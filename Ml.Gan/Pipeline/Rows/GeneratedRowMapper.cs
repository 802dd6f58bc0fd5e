using Ml.Gan.Onnx;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Gan.Pipeline.Rows;

/// <summary>Adds a generated sample to single rows: what a prediction engine works with.</summary>
internal sealed class GeneratedRowMapper(GanTransformer transformer, DataViewSchema input) : IRowToRowMapper
{
    public DataViewSchema InputSchema => input;

    public DataViewSchema OutputSchema { get; } = transformer.GetOutputSchema(input);

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
    {
        var columns = new GeneratedColumns(OutputSchema, input, dependingColumns);
        var needed = columns.NeededFromInput;
        return columns.GeneratedIsActive && FindLatent() is { } latent ? needed.Append(latent).DistinctBy(c => c.Index) : needed;
    }

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        var columns = new GeneratedColumns(OutputSchema, InputSchema, activeColumns);
        return new GeneratedRow(input, columns, columns.GeneratedIsActive ? CreateGenerate(input) : () => []);
    }

    private DataViewSchema.Column? FindLatent() => transformer.LatentColumnName is { } name
        ? LatentColumn.Find(input, name, transformer.LatentSize)
        : null;

    /// <summary>From the latent column where there is one, else from the noise of the row's position.</summary>
    private Func<float[]> CreateGenerate(DataViewRow row) =>
        FindLatent() is { } latent ? GenerateFromColumn(row, latent) : GenerateFromNoise(row);

    private Func<float[]> GenerateFromColumn(DataViewRow row, DataViewSchema.Column column)
    {
        var latent = new float[transformer.LatentSize];
        var getter = row.GetGetter<VBuffer<float>>(row.Schema[column.Index]);
        VBuffer<float> value = default;
        return () =>
        {
            getter(ref value);
            LatentColumn.Copy(value, latent, column.Name, row.Position);
            return transformer.Generate(latent);
        };
    }

    /// <summary>Draws once for each position, so that all readers of a row see the same sample.</summary>
    private Func<float[]> GenerateFromNoise(DataViewRow row)
    {
        var latent = new float[transformer.LatentSize];
        (long Position, float[] Sample) drawn = (-1, []);
        return () =>
        {
            long position = Math.Max(0, row.Position);
            if (drawn.Position != position)
            {
                LatentNoise.Fill(latent, LatentNoise.RowSeed(transformer.Seed, (int)position));
                drawn = (position, transformer.Generate(latent));
            }
            return drawn.Sample;
        };
    }
}
