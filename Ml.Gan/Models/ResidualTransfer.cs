using Ml.Gan.Data;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;

namespace Ml.Gan.Models;

/// <summary>
/// Transfer of an attribute by residual images (Shen and Liu, 2017): what an image gets, or loses, is added to it, x̃ =
/// x + G(x), between images with an attribute and images without. One discriminator tells real images of the one set,
/// of the other and generated ones apart.
/// </summary>
/// <remarks>
/// The translators minimize the cross-entropy of the class that their outputs are to be taken for
/// (<see cref="TranslationOptions.AdversarialWeight"/>), that of the first set's class for what the other translator
/// makes of their outputs (dual learning), Σ|G(x)| over the values of a residual, and the perceptual distance between
/// input and output in the discriminator's hidden layers. Residuals have values in [-2, 2], outputs are clamped to
/// [-1, 1].
/// </remarks>
[CatalogEntry("two sets of images that an attribute sets apart, by what is added", "Shen and Liu, 2017")]
public sealed record ResidualTransfer : TranslationSystem
{
    /// <inheritdoc/>
    public override string Name => "residual-transfer";

    /// <inheritdoc/>
    public override bool IsPaired => false;

    /// <summary>
    /// Weight α, at least 0, of the sum of a residual's absolute values. Default 5e-4, the paper's for attributes of a
    /// part of a face in images of 128×128; 1e-6 is its for those of the whole.
    /// </summary>
    /// <exception cref="GanOptionException">It is out of range.</exception>
    public double SparsityWeight
    {
        get;
        init => field = OptionValue.RequireWeight(value, nameof(SparsityWeight));
    } = 5e-4;

    /// <summary>
    /// Weight, at least 0, of the objective for what comes back of an output: it is to be taken for an image of the set
    /// that the input is of. Default 1, the paper's.
    /// </summary>
    /// <exception cref="GanOptionException">It is out of range.</exception>
    public double DualWeight
    {
        get;
        init => field = OptionValue.RequireWeight(value, nameof(DualWeight));
    } = 1;

    /// <inheritdoc/>
    public override TranslatorArchitecture RecommendedTranslator(int factor) => new ResNetTranslator();

    /// <summary>The cross-entropies of the discriminator's three classes.</summary>
    public override Objective RecommendedObjective => new AttributeClasses();

    /// <summary>0: the paper has no distance to what comes back, but <see cref="DualWeight"/>.</summary>
    public override double RecommendedReconstructionWeight => 0;

    /// <summary>The distance in the discriminator's hidden layers, with the weight 0.1.</summary>
    public override PerceptualLoss RecommendedPerceptual => new AdaptivePerceptualLoss { Weight = 0.1 };

    /// <inheritdoc/>
    internal override Layer CreateTranslator(
        TranslatorArchitecture architecture, TranslatorDesign design, ParameterFactory parameters) =>
        new ResidualTranslator(base.CreateTranslator(architecture, design, parameters));

    /// <inheritdoc/>
    internal override void Check(TranslationOptions options, SampleShape input, SampleShape target)
    {
        OptionValue.Require(options.Objective is AttributeClasses, nameof(options.Objective),
            $"The system {Name} has a discriminator of three classes and their cross-entropies for its objective, in "
            + $"the place of {options.Objective!.Name}. Leave the objective open.");
        OptionValue.Require(input.Channels == target.Channels, nameof(options.System),
            $"The system {Name} adds to images, so that those of both sets must have as many channels; they have "
            + $"{input.Channels} and {target.Channels}.");
    }
}
