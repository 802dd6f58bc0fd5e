using Ml.Gan.Onnx.Sampling;

namespace Ml.Gan.Onnx;

/// <summary>
/// Sample that is asked for, checked, and whose noise is drawn (<see cref="OnnxGenerator.Prepare"/>), so that the
/// generator can make several of them in one run (<see cref="OnnxGenerator.SampleAll"/>).
/// </summary>
public sealed class PreparedSample
{
    internal PreparedSample(
        GeneratorInfo generator, int count, InputRows noise, GeneratorConditions conditions, float? styleTruncation)
    {
        (Generator, Count) = (generator, count);
        (Noise, Conditions, StyleTruncation) = (noise, conditions, styleTruncation);
    }

    /// <summary>Number of images, N.</summary>
    public int Count { get; }

    /// <summary>Conditions of each of the N images.</summary>
    public GeneratorConditions Conditions { get; }

    internal GeneratorInfo Generator { get; }

    internal InputRows Noise { get; }

    /// <summary>ψ, which one run has one of; null where it is left to the file's default.</summary>
    internal float? StyleTruncation { get; }
}
