namespace Ml.Gan.Onnx;

/// <summary>
/// The names of an exported discriminator's inputs and outputs. Where it is conditional, it also has an input
/// <see cref="GeneratorInputs.Label"/> or <see cref="GeneratorInputs.Condition"/>.
/// </summary>
public static class DiscriminatorNames
{
    /// <summary>Images, float (N, C, H, W).</summary>
    public const string Image = "image";

    /// <summary>Vectors, float (N, D).</summary>
    public const string Sample = "sample";

    /// <summary>How real samples are, float (N, 1): the larger, the more real.</summary>
    public const string Realness = "realness";

    /// <summary>Probabilities of the classes, float (N, K); only where the discriminator is a classifier too.</summary>
    public const string Score = "score";
}
