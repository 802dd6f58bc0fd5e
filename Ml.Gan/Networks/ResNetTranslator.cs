namespace Ml.Gan.Networks;

/// <summary>
/// Residual translator (Johnson et al., 2016; Zhu et al., 2017): a 7×7 convolution, two halvings, residual blocks of
/// two 3×3 convolutions, two doublings, a 7×7 convolution and tanh; images go on mirrored behind their borders. Height
/// and width are multiples of 4, at least 8.
/// </summary>
/// <remarks>
/// The papers double maps by transposed 3×3 convolutions, whose uneven overlap draws checkerboards. Here pixels are
/// repeated before a 3×3 convolution (Odena et al., 2016), which ONNX files hold as one transposed convolution.
/// </remarks>
[CatalogEntry("residual blocks at a quarter of the size, for multiples of 4", "Zhu et al., 2017")]
public sealed record ResNetTranslator : TranslatorArchitecture
{
    private const int LargeSize = 256;

    /// <inheritdoc/>
    public override string Name => "resnet-translator";

    /// <inheritdoc/>
    public override int Scale => 1;

    /// <summary>
    /// Residual blocks, at least 1; null for the papers': 6 for images below 256 pixels on their longer side, 9 from
    /// there on. Default null.
    /// </summary>
    /// <exception cref="GanOptionException">It is out of range.</exception>
    public int? Blocks
    {
        get;
        init
        {
            OptionValue.Require(
                value is null or >= 1, nameof(Blocks), $"The blocks of a {Name} must be at least 1; they are {value}.");
            field = value;
        }
    }

    /// <inheritdoc/>
    public override int Multiple(TranslatorDesign design) => 4;

    /// <summary>8 pixels, of which a quarter is left that has something to mirror.</summary>
    public override int LeastSize(TranslatorDesign design) => 8;

    /// <inheritdoc/>
    public override Layer Create(TranslatorDesign design, ParameterFactory parameters)
    {
        Check(design);
        int blocks = Blocks ?? (Math.Max(design.Input.Height, design.Input.Width) < LargeSize ? 6 : 9);
        var parts = new ResNetTranslatorParts(
            Width, design.Normalization ?? RecommendedNormalization, parameters);
        return new LayerSequence(
            Name,
            [
                .. parts.Down(design.Input.Channels), .. parts.Blocks(blocks, blocks),
                .. parts.Up(design.Output.Channels),
            ]);
    }
}
