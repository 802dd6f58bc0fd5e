using Ml.Gan.Data;
using Ml.Gan.Objectives;

namespace Ml.Gan.Networks;

/// <summary>
/// Generative moment matching network in the code space of an auto-encoder (GMMN+AE: Li, Swersky and Zemel, 2015). In
/// the first stage the auto-encoder learns real images by squared differences, with dropout in the encoder; in the
/// second, in which it stays as it is, a generator of codes learns to match the encoder's, and an image is what the
/// decoder makes of a code. Each number of a code is normalized, to about the variance 1. The paper trains the
/// auto-encoder layer by layer first; here it consists of a <see cref="Dcgan"/>'s convolutions and is trained at once.
/// The generator of codes is fully connected. There is no discriminator, so that the objective is <see cref="Mmd"/>.
/// Square images of 28 or a power of two from 16 to 256, with 1 or 3 channels.
/// </summary>
[CatalogEntry(
    "an auto-encoder, then a generator of its codes, for the sizes of a dcgan; no discriminator",
    "Li, Swersky and Zemel, 2015")]
public sealed record Gmmn : ConvolutionalNetwork
{
    private const double EncoderDropout = 0.1;

    private static readonly int[] s_hiddenWidths = [256, 256, 256];

    /// <inheritdoc/>
    public override string Name => "gmmn";

    /// <summary>Numbers in a code of the auto-encoder, at least 1. Default 32.</summary>
    [CatalogSetting("--code-size", 1, 4096, "Numbers in a code of a gmmn's auto-encoder.")]
    public int CodeSize { get; init; } = 32;

    /// <summary><see cref="Mmd"/>.</summary>
    public override Objective RecommendedObjective => new Mmd();

    private Dcgan Convolutional => new() { Width = Width };

    /// <inheritdoc/>
    public override void Check(SampleShape shape)
    {
        base.Check(shape);
        if (CodeSize < 1)
            throw new GanOptionException(
                nameof(CodeSize), $"The codes of a gmmn need at least 1 number; they have {CodeSize}.");
    }

    /// <summary>There is none.</summary>
    /// <exception cref="GanOptionException">Always.</exception>
    public override void Check(DiscriminatorDesign design) => throw new GanOptionException(nameof(Objective),
        "A gmmn compares codes of an auto-encoder and has no discriminator, which this objective needs. Take the "
        + "objective mmd, or another network.");

    /// <summary>The auto-encoder's stage and that of the generator of codes, one half of the training each.</summary>
    public override IReadOnlyList<double> StageShares(SampleShape shape) => [1, 1];

    /// <summary>
    /// The unit of length of <see cref="Mmd"/> is that of codes: the distance of two of c numbers with the variance 1
    /// is about √(2c).
    /// </summary>
    /// <inheritdoc/>
    public override Objective Resolve(Objective objective, ISampleSource data) =>
        objective is Mmd { MedianDistance: null } discrepancy
            ? discrepancy with { MedianDistance = Math.Sqrt(2.0 * CodeSize) }
            : base.Resolve(objective, data);

    /// <summary>Images, then their codes.</summary>
    /// <inheritdoc/>
    public override StageView CreateStageView(SampleShape shape, GeneratorNetwork generator) =>
        new CodeView((GmmnGenerator)generator);

    /// <inheritdoc/>
    public override GeneratorNetwork CreateGenerator(GeneratorDesign design, ParameterFactory parameters)
    {
        var encoder = Convolutional.CreateDiscriminator(
            new DiscriminatorDesign { Input = design.Output, Outputs = CodeSize, Dropout = EncoderDropout },
            parameters);
        var decoder = new LayerSequence(
            "decoder", [.. Convolutional.GeneratorLayers(CodeSize, design.Output, parameters), new Tanh()]);
        var codes = new Mlp { GeneratorWidths = s_hiddenWidths }.CreateGenerator(
            design with { Output = SampleShape.Vector(CodeSize) }, parameters);
        return new GmmnGenerator(
            design, new CodeEncoder(encoder, CodeSize, parameters), decoder, codes);
    }

    /// <summary>There is none.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override DiscriminatorNetwork CreateDiscriminator(DiscriminatorDesign design, ParameterFactory parameters) =>
        throw new NotSupportedException("A gmmn has no discriminator.");
}
