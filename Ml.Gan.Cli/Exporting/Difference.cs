using Ml.Gan.Onnx;

namespace Ml.Gan.Cli.Exporting;

/// <summary>Absolute difference of what two models make of the same.</summary>
/// <param name="Largest">The largest of all values; NaN or infinite where one value is.</param>
/// <param name="Mean">The mean over all values.</param>
internal readonly record struct Difference(float Largest, double Mean)
{
    /// <summary>How many samples of generators are compared.</summary>
    public const int Samples = 64;

    private const int Seed = 1;

    /// <summary>Options by which models are loaded that are compared.</summary>
    public static OnnxGeneratorOptions Cpu { get; } = new() { Device = GeneratorDevice.Cpu };

    /// <summary>That of samples from the same noise.</summary>
    public static Difference Measure(OnnxGenerator one, OnnxGenerator other)
    {
        var layout = one.Info.Conditions;
        var asked = layout.VectorSize == 0
            ? null
            : new GeneratorConditions
            {
                Vectors = [.. LatentNoise.Rows(Samples, layout.VectorSize, Seed).Chunk(layout.VectorSize)],
            };
        return Of(one.Sample(Samples, Seed, asked), other.Sample(Samples, Seed, asked));
    }

    /// <summary>That of images.</summary>
    public static Difference Of(ImageBatch one, ImageBatch other)
    {
        var first = one.Values.Span;
        var second = other.Values.Span;
        float largest = 0;
        double sum = 0;
        for (int i = 0; i < first.Length; i++)
        {
            float distance = Math.Abs(first[i] - second[i]);
            largest = float.IsNaN(distance) ? distance : Math.Max(largest, distance);
            sum += distance;
        }

        return new Difference(largest, sum / first.Length);
    }
}
