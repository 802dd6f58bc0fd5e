using Ml.Gan.Catalogs;
using static TorchSharp.torch;

namespace Ml.Gan.Objectives;

/// <summary>
/// The conditional loss-sensitive GAN (CLS-GAN: Qi, 2017): the pair of a sample and its label is to cost less than that of a sample
/// generated for the same label. G has to be conditional on the label, and every sample needs one.
/// </summary>
/// <remarks>
/// L minimises E L(x, y) + λE max(0, Δ(x, G(z, y)) + L(x, y) − L(G(z, y), y)), G minimises E L(G(z, y), y).
/// </remarks>
[CatalogEntry(
    "a loss function of samples and labels, and so a classifier; needs the condition label", "Qi, 2017",
    Argument = "the weight λ of the margins; default 1")]
public sealed record ConditionalLossSensitive : LossSensitiveClassifier
{
    private protected override string BaseName => "cls-gan";

    /// <inheritdoc/>
    public override bool NeedsEveryLabel => true;

    /// <inheritdoc/>
    public override Tensor DiscriminatorLoss(EvaluatedBatch real, EvaluatedBatch generated)
    {
        var (realLoss, generatedLoss) = (LabelledLoss(real), LabelledLoss(generated));
        return realLoss.mean() + nn.functional.relu(Excess(real, generated, realLoss, generatedLoss)).mean() * MarginWeight;
    }

    /// <inheritdoc/>
    public override Tensor GeneratorLoss(EvaluatedBatch? real, EvaluatedBatch generated) => LabelledLoss(generated).mean();
}
