using System.Globalization;

namespace Ml.Gan.Objectives;

/// <summary>
/// Perceptual loss of translations: the distance between an output and its target in the hidden layers of a network.
/// </summary>
public abstract record PerceptualLoss
{
    /// <summary>Name on the command line and in messages, for example <c>adaptive:1</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Weight in the translator's loss, above 0. Default 1.</summary>
    /// <exception cref="GanOptionException">It is out of range.</exception>
    public double Weight
    {
        get;
        init => field = OptionValue.RequirePositive(value, "Perceptual", "The weight of a perceptual loss");
    } = 1;

    /// <summary>A kind with its weight behind it.</summary>
    private protected string Named(string kind) => string.Create(CultureInfo.InvariantCulture, $"{kind}:{Weight}");

    /// <summary>The weight that a text gives.</summary>
    private protected static double ParseWeight(string text) =>
        OptionValue.Parse(text, "Perceptual", "The weight of a perceptual loss");
}

/// <summary>
/// The adaptive perceptual loss (Li et al., 2016): the network is the discriminator, which goes on to learn; the mean
/// over its hidden layers of the mean squared distances.
/// </summary>
[CatalogEntry(
    "distance in the discriminator's hidden layers, as it learns", "Li et al., 2016",
    Argument = "the weight; default 1")]
public sealed record AdaptivePerceptualLoss : PerceptualLoss, ITakesArgument<PerceptualLoss>
{
    /// <inheritdoc/>
    public override string Name => Named("adaptive");

    PerceptualLoss ITakesArgument<PerceptualLoss>.WithArgument(string argument) =>
        this with { Weight = ParseWeight(argument) };
}

/// <summary>
/// The perceptual loss in a network that learns no more (Johnson et al., 2016), as an ImageNet ResNet-18: the mean over
/// the sizes of its feature maps of the squared distance between the directions of the channels (Zhang et al., 2018).
/// </summary>
[CatalogEntry(
    "distance in the hidden layers of a network in an ONNX file", "Johnson et al., 2016",
    Argument = "the file, and behind a comma the weight, as resnet18.onnx,0.5")]
public sealed record NetworkPerceptualLoss : PerceptualLoss, ITakesArgument<PerceptualLoss>
{
    /// <inheritdoc/>
    public override string Name => File.Length == 0
        ? "network"
        : string.Create(CultureInfo.InvariantCulture, $"network:{File},{Weight}");

    /// <summary>
    /// File of the network: convolutions, batch normalization, ReLU, pooling and sums, from color images on. Default
    /// empty: it has to be given.
    /// </summary>
    public string File { get; init; } = "";

    PerceptualLoss ITakesArgument<PerceptualLoss>.WithArgument(string argument)
    {
        int comma = argument.LastIndexOf(',');
        return comma < 0
            ? this with { File = argument }
            : this with { File = argument[..comma], Weight = ParseWeight(argument[(comma + 1)..]) };
    }
}
