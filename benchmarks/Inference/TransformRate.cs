using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Gan.Data;
using Ml.Gan.Networks;
using Ml.Gan.Onnx;

namespace Ml.Gan.Benchmarks.Inference;

/// <summary>
/// Rate of <see cref="GanTransformer.Transform"/> over rows of latents, relative to <see cref="OnnxGenerator"/> on the
/// same latents.
/// </summary>
internal static class TransformRate
{
    public const int Rows = 10_000;

    private const int LatentSize = 64, Size = 32, Width = 32;

    public static Quartiles Measure(int rounds)
    {
        var mlContext = new MLContext(seed: 1);
        using var glyphs = new Glyphs(Size, channels: 1);
        using var transformer = mlContext.Gan().Generator(new GanEstimator.Options
        {
            InputColumnName = "Image",
            LatentColumnName = "Latent",
            Network = new Dcgan { Width = Width },
            LatentSize = LatentSize,
            BatchSize = 8,
            Steps = 1,
        }).Fit(mlContext.Gan().LoadFromSource(glyphs, count: 16));
        string file = Path.GetTempFileName();
        try
        {
            transformer.ExportToOnnx(file);
            using var raw = OnnxGenerator.Load(file);
            float[] latents = LatentNoise.Rows(Rows, LatentSize, seed: 1);
            var rows = mlContext.Data.LoadFromEnumerable(
                latents.Chunk(LatentSize).Select(row => new LatentRow { Latent = row }).ToArray());
            Transform(transformer, rows);
            return Quartiles.Of(Enumerable.Range(0, rounds).Select(_ =>
            {
                double generated = Time(() => raw.Generate(latents));
                return generated / Time(() => Transform(transformer, rows));
            }));
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Reads all generated values, as a program would.</summary>
    private static void Transform(GanTransformer transformer, IDataView rows)
    {
        var generated = transformer.Transform(rows);
        var column = generated.Schema[transformer.OutputColumnName];
        using var cursor = generated.GetRowCursor([column]);
        var read = cursor.GetGetter<VBuffer<float>>(column);
        var values = default(VBuffer<float>);
        while (cursor.MoveNext())
            read(ref values);
    }

    private static double Time(Action work)
    {
        long start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private sealed class LatentRow
    {
        [VectorType(LatentSize)]
        public float[] Latent { get; set; } = [];
    }
}
