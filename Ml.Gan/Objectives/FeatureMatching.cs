using static TorchSharp.torch;

namespace Ml.Gan.Objectives;

/// <summary>
/// Feature matching (Salimans et al., 2016): G minimizes ‖E f(x) − E f(G(z))‖₂², where f is D's last hidden layer; D
/// minimizes what that of <see cref="NonSaturating"/> does.
/// </summary>
[CatalogEntry("the generator matches the means of D's last hidden layer", "Salimans et al., 2016")]
public sealed record FeatureMatching : Objective
{
    private static readonly NonSaturating s_discriminator = new();

    /// <inheritdoc/>
    public override string Name => "feature-matching";

    /// <inheritdoc/>
    public override bool GeneratorSeesReal => true;

    /// <inheritdoc/>
    public override Tensor DiscriminatorLoss(EvaluatedBatch real, EvaluatedBatch generated) =>
        s_discriminator.DiscriminatorLoss(real, generated);

    /// <inheritdoc/>
    public override Tensor GeneratorLoss(EvaluatedBatch? real, EvaluatedBatch generated) =>
        (real!.Features!.mean([0]) - generated.Features!.mean([0])).square().sum();
}
