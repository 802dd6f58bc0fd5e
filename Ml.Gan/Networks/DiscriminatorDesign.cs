using Ml.Gan.Data;
using Ml.Gan.Networks.Layers;

namespace Ml.Gan.Networks;

/// <summary>What a discriminator is to be like, whatever its architecture: a <see cref="DiscriminatorBuilder"/> sees to it.</summary>
public sealed record DiscriminatorDesign
{
    /// <summary>Shape of what D gets: a sample, or several packed along the channels.</summary>
    public required SampleShape Input { get; init; }

    /// <summary>Samples that are packed along the channels of one input. Default 1.</summary>
    public int Packing { get; init; } = 1;

    /// <summary>Numbers c in what a sample, or a pack, is said to be: its conditions; 0 for none. Default 0.</summary>
    public int ConditionSize { get; init; }

    /// <summary>
    /// Whether the condition meets the last hidden layer in an inner product (Miyato and Koyama, 2018), rather than the sample at D's input.
    /// Default false.
    /// </summary>
    public bool ProjectsCondition { get; init; }

    /// <summary>Number of outputs per sample. Default 1.</summary>
    public int Outputs { get; init; } = 1;

    /// <summary>
    /// Whether batch normalisation may be used: it couples the samples of a batch, which a gradient penalty forbids.
    /// Default true.
    /// </summary>
    public bool BatchNorm { get; init; } = true;

    /// <summary>Whether the weights of linear layers and convolutions are divided by their largest singular values (Miyato et al., 2018). Default false.</summary>
    public bool SpectralNorm { get; init; }

    /// <summary>Share of the hidden activations that training sets to zero, in [0, 1) (Srivastava et al., 2014). Default 0.</summary>
    public double Dropout { get; init; }

    /// <summary>What the head sees of the batch besides a sample's own features. Default nothing.</summary>
    public MinibatchFeature MinibatchFeature { get; init; }

    /// <summary>An activation of a hidden layer, with dropout after it where there is some.</summary>
    internal Layer[] Activated(Layer activation, ParameterFactory parameters) =>
        Dropout > 0 ? [activation, new Dropout(Dropout, parameters)] : [activation];
}
