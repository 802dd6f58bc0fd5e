using Ml.Gan.Catalogs;
using Ml.Gan.Objectives.Kernels;
using static TorchSharp.torch;

namespace Ml.Gan.Objectives;

/// <summary>
/// The generative moment matching network (Li, Swersky and Zemel, 2015): G minimises the squared maximum mean discrepancy of
/// real and generated batches. There is no discriminator.
/// </summary>
[CatalogEntry("no discriminator: the generator minimises the maximum mean discrepancy of the samples", "Li, Swersky and Zemel, 2015")]
public sealed record Mmd : Objective
{
    /// <inheritdoc/>
    public override string Name => "mmd";

    /// <summary>2: the estimate compares samples with each other.</summary>
    public override int MinimumBatchSize => 2;

    /// <summary>The kernel on samples. Default <see cref="GaussianMixture"/>.</summary>
    public Kernel Kernel { get; init; } = new GaussianMixture();

    /// <inheritdoc/>
    public override bool UsesDiscriminator => false;

    /// <inheritdoc/>
    public override bool GeneratorSeesReal => true;

    /// <summary>There is none.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override Tensor DiscriminatorLoss(EvaluatedBatch real, EvaluatedBatch generated) =>
        throw new NotSupportedException("The objective mmd has no discriminator.");

    /// <inheritdoc/>
    public override Tensor GeneratorLoss(EvaluatedBatch? real, EvaluatedBatch generated) =>
        Kernel.Discrepancy(real!.Samples, generated.Samples);
}
