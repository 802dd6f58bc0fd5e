using Ml.Gan.Catalogs;
using static TorchSharp.torch;

namespace Ml.Gan.Objectives;

/// <summary>
/// Semi-supervised learning with a loss function (Qi, 2017): labelled samples cost L(x, y), unlabelled and generated ones count with
/// L(x) = min_y L(x, y), the loss of the class that fits best.
/// </summary>
/// <remarks>
/// L minimises E L(x, y) of labelled samples and λE max(0, Δ(x, G(z)) + L(x) − L(G(z))), G minimises E L(G(z)).
/// L(x) is at most log K, so the generator learns where samples lie no farther apart than that, as images do.
/// </remarks>
[CatalogEntry(
    "D classifies too, from few labels: unlabelled samples count with their likeliest class", "Qi, 2017",
    Argument = "the weight λ of the margins; default 1")]
public sealed record SemiSupervisedLossSensitive : LossSensitiveClassifier
{
    private protected override string BaseName => "semi-supervised-ls-gan";

    /// <inheritdoc/>
    public override bool NeedsEveryLabel => false;

    /// <inheritdoc/>
    public override Tensor DiscriminatorLoss(EvaluatedBatch real, EvaluatedBatch generated)
    {
        var excess = Excess(real, generated, LowestLoss(real.Scores!), LowestLoss(generated.Scores!));
        return nn.functional.relu(excess).mean() * MarginWeight;
    }

    /// <inheritdoc/>
    public override Tensor GeneratorLoss(EvaluatedBatch? real, EvaluatedBatch generated) => LowestLoss(generated.Scores!).mean();
}
