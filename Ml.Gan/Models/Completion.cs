using Ml.Gan.Networks;

namespace Ml.Gan.Models;

/// <summary>
/// Image completion (context encoders: Pathak et al., 2016; with guidance as in face completion: Li et al., 2017): a
/// U-Net that sees an image with a hole, the mask of the hole and, where there is one, an image that guides it; a
/// discriminator of patches that sees them beside the completed image; and 100 times the absolute distance in the hole.
/// </summary>
[CatalogEntry("images with holes, filled by what is around them and by what guides", "Pathak et al., 2016")]
public sealed record Completion : TranslationSystem
{
    /// <inheritdoc/>
    public override string Name => "completion";

    /// <inheritdoc/>
    public override bool IsPaired => true;

    /// <inheritdoc/>
    public override bool FillsHoles => true;

    /// <inheritdoc/>
    public override bool DiscriminatorSeesInput => true;

    /// <inheritdoc/>
    public override TranslatorArchitecture RecommendedTranslator(int factor) => new UNet();

    /// <inheritdoc/>
    public override double RecommendedReconstructionWeight => 100;

    /// <inheritdoc/>
    internal override Layer CreateTranslator(
        TranslatorArchitecture architecture, TranslatorDesign design, ParameterFactory parameters) =>
        new HoleFilling(base.CreateTranslator(architecture, design, parameters), design.Output.Channels);
}
