using Ml.Gan.Data;

namespace Ml.Gan.Networks;

/// <summary>What a discriminator is to be like, whatever its architecture: a <see cref="DiscriminatorBuilder"/> sees to it.</summary>
public sealed record DiscriminatorDesign
{
    /// <summary>Shape of what D gets: a sample, or several packed along the channels.</summary>
    public required SampleShape Input { get; init; }

    /// <summary>Number of outputs per sample. Default 1.</summary>
    public int Outputs { get; init; } = 1;

    /// <summary>
    /// Whether batch normalisation may be used: it couples the samples of a batch, which a gradient penalty forbids.
    /// Default true.
    /// </summary>
    public bool BatchNorm { get; init; } = true;
}
