using static TorchSharp.torch;

namespace Ml.Gan.Objectives;

/// <summary>
/// Semi-supervised learning with K + 1 classes (Salimans et al., 2016): D's K outputs l are the logits of the data's
/// classes, and the logit of "generated" is 0. So with Z = Σ exp l a sample is real with probability Z/(Z + 1), and log
/// Z is the logit of "real".
/// </summary>
/// <remarks>
/// D minimizes −E log(Z/(Z + 1)) of unlabeled real samples, −E log(1/(Z + 1)) of generated ones and the cross-entropy
/// of labeled ones; G does what that of <see cref="FeatureMatching"/> does. Metrics show Z/(Z + 1).
/// </remarks>
[CatalogEntry(
    "D classifies too, from few labels: K classes of real samples and one of generated ones", "Salimans et al., 2016")]
public sealed record SemiSupervised : Objective, IClassifyingObjective
{
    private static readonly NonSaturating s_discriminator = new();
    private static readonly FeatureMatching s_generator = new();

    /// <inheritdoc/>
    public override string Name => "semi-supervised";

    /// <inheritdoc/>
    public bool NeedsEveryLabel => false;

    /// <inheritdoc/>
    public override bool GeneratorSeesReal => true;

    /// <summary>log Z, the logit of "real".</summary>
    /// <inheritdoc/>
    public override Tensor Score(Tensor outputs) => outputs.logsumexp(1);

    /// <inheritdoc/>
    public override OnnxValue ExportScore(OnnxGraph graph, OnnxValue outputs) =>
        graph.ReduceLogSumExp("log_sum", outputs, axis: 1);

    /// <inheritdoc/>
    public override Tensor PenalizedValue(Tensor outputs, EvaluatedBatch real, EvaluatedBatch generated) =>
        Score(outputs);

    /// <inheritdoc/>
    public override Tensor DiscriminatorLoss(EvaluatedBatch real, EvaluatedBatch generated) =>
        s_discriminator.DiscriminatorLoss(Score(real.Outputs!), Score(generated.Outputs!));

    /// <inheritdoc/>
    public override Tensor GeneratorLoss(EvaluatedBatch? real, EvaluatedBatch generated) =>
        s_generator.GeneratorLoss(real, generated);
}
