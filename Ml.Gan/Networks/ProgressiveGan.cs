using Ml.Gan.Data;
using Ml.Gan.Objectives;
using Ml.Gan.Training;

namespace Ml.Gan.Networks;

/// <summary>
/// Progressive growing (Karras, Aila, Laine and Lehtinen, 2018): both networks start with 4×4 images (7×7 for 28×28
/// ones) and get a block for twice the size in each stage, which fades in over the first half of the stage.
/// Convolutions of 3×3 with an equalized learning rate after nearest up-sampling or before average pooling,
/// LeakyReLU(0.2), pixel normalization in the generator, a minibatch standard deviation in the discriminator's last
/// block, and no batch normalization. Images end in tanh, which the paper goes without. Conditions are joined to the
/// latents and to the discriminator's smallest feature maps. The width is that of all sizes up to 32×32, and halves at
/// each doubling beyond; the paper's is 512. Square images of 28 or a power of two from 8 to 1024, with
/// 1 or 3 channels.
/// </summary>
[CatalogEntry(
    "both networks grow from 4×4, for square images of 28 pixels or a power of two from 8 to 1024",
    "Karras et al., 2018",
    FormerNames = ["progressive"])]
public sealed record ProgressiveGan() : ConvolutionalNetwork(width: 64)
{
    /// <inheritdoc/>
    public override string Name => "progressive-gan";

    /// <summary>1: nothing is normalized over the batch.</summary>
    public override int MinimumBatchSize => 1;

    /// <summary>The paper's: <see cref="WassersteinGp"/> with a drift of 0.001.</summary>
    public override Objective RecommendedObjective => new WassersteinGp { Drift = 0.001 };

    /// <summary>1 with <see cref="WassersteinGp"/>, as in the paper.</summary>
    public override int RecommendedDiscriminatorSteps(Objective objective) =>
        objective is WassersteinGp ? 1 : base.RecommendedDiscriminatorSteps(objective);

    /// <summary>
    /// Adam with the paper's decays 0 and 0.99, whatever the objective, and a step size of 3e-3, the largest of the
    /// paper's code: weights that are scaled at run time take larger steps than others.
    /// </summary>
    public override OptimizerSettings RecommendedOptimizer(Objective objective) =>
        new AdamSettings { LearningRate = 3e-3, Beta1 = 0, Beta2 = 0.99 };

    /// <inheritdoc/>
    public override void Check(SampleShape shape) => SquareImages.Check(Name, Width, shape, smallest: 8, largest: 1024);

    /// <inheritdoc/>
    public override void Check(DiscriminatorDesign design)
    {
        if (design.WeightClipping is not null)
            throw new GanOptionException(nameof(design.WeightClipping),
                "A progressive-gan scales its weights at run time, so bounds on them say nothing about the critic's "
                + "slope. Take the objective wasserstein-gp, or spectral normalization.");
    }

    /// <summary>
    /// One stage for each size: 1 part of the training for the smallest, 2 for those between, 4 for the full one.
    /// </summary>
    public override IReadOnlyList<double> StageShares(SampleShape shape)
    {
        int stages = GrowthPlan.For(shape, Width).Stages;
        return [.. Enumerable.Range(0, stages).Select(stage => stage == 0 ? 1.0 : stage < stages - 1 ? 2 : 4)];
    }

    /// <summary>
    /// Images of the stage's size, and while it fades in mixed with themselves at half the resolution.
    /// </summary>
    public override StageView CreateStageView(SampleShape shape) => new ProgressiveView(GrowthPlan.For(shape, Width));

    /// <inheritdoc/>
    public override GeneratorNetwork CreateGenerator(GeneratorDesign design, ParameterFactory parameters) =>
        new ProgressiveGenerator(design, GrowthPlan.For(design.Output, Width), parameters);

    /// <inheritdoc/>
    public override DiscriminatorNetwork CreateDiscriminator(DiscriminatorDesign design, ParameterFactory parameters) =>
        new ProgressiveDiscriminator(design, GrowthPlan.For(design.Input, Width), parameters);
}
