using System.Globalization;
using static TorchSharp.torch;

namespace Ml.Gan.Objectives;

/// <summary>
/// A <see cref="MarginObjective"/> over samples and classes: L(x, y) = −log softmax_y of D's K outputs, so that the
/// class of the lowest loss is the likeliest one (CLS-GAN: Qi, 2017). Metrics show −min_y L(x, y), the mean
/// log-probability of the likeliest class.
/// </summary>
public abstract record LossSensitiveClassifier : MarginObjective, IClassifyingObjective, ITakesArgument<Objective>
{
    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"{BaseName}:{MarginWeight}");

    /// <inheritdoc/>
    public abstract bool NeedsEveryLabel { get; }

    /// <inheritdoc/>
    public virtual bool GeneratesByLabel => true;

    /// <summary>
    /// CLS-GAN's loss of pairs of samples and labels: E L(x, y) + λE max(0, Δ(x, G(z, y)) + L(x, y) − L(G(z, y), y)).
    /// </summary>
    /// <inheritdoc/>
    public virtual Tensor LabeledLoss(EvaluatedBatch labeled, EvaluatedBatch generated)
    {
        var (realLoss, generatedLoss) = (LossOfLabels(labeled), LossOfLabels(generated));
        return realLoss.mean()
            + nn.functional.relu(Excess(labeled, generated, realLoss, generatedLoss)).mean() * MarginWeight;
    }

    /// <summary>−min_y L(x, y).</summary>
    /// <inheritdoc/>
    public sealed override Tensor Score(Tensor outputs) => -LowestLoss(outputs);

    /// <inheritdoc/>
    public sealed override OnnxValue ExportScore(OnnxGraph graph, OnnxValue outputs) => graph.Sub(
        "log_likeliest", graph.ReduceMax("largest", outputs, axis: 1), graph.ReduceLogSumExp(
            "log_sum", outputs, axis: 1));

    /// <inheritdoc/>
    public sealed override Tensor PenalizedValue(Tensor outputs, EvaluatedBatch real, EvaluatedBatch generated) =>
        Score(outputs);

    /// <summary>min_y L(x, y), (N), from D's outputs, (N, K).</summary>
    private protected static Tensor LowestLoss(Tensor outputs) => outputs.logsumexp(1) - outputs.max(1).values;

    /// <summary>L(x, y), (N), of what a batch is said to be.</summary>
    private protected static Tensor LossOfLabels(EvaluatedBatch batch) =>
        nn.functional.cross_entropy(batch.Outputs!, batch.Labels!, reduction: nn.Reduction.None);

    /// <summary>The objective with a weight λ from a text.</summary>
    private protected LossSensitiveClassifier WithWeight(string text) =>
        this with
        {
            MarginWeight = OptionValue.Parse(text, nameof(Objective), $"The weight λ of {BaseName}'s margins"),
        };

    /// <summary>The objective with the argument of its name.</summary>
    private protected virtual Objective WithArgument(string argument) => WithWeight(argument);

    Objective ITakesArgument<Objective>.WithArgument(string argument) => WithArgument(argument);
}

/// <summary>
/// The conditional loss-sensitive GAN (CLS-GAN: Qi, 2017): the pair of a sample and its label is to cost less than that
/// of a sample generated for the same label. G is conditional on the label, and every sample needs one.
/// </summary>
/// <remarks>
/// L minimizes E L(x, y) + λE max(0, Δ(x, G(z, y)) + L(x, y) − L(G(z, y), y)), G minimizes E L(G(z, y), y).
/// </remarks>
[CatalogEntry(
    "a loss function of samples and labels, and so a classifier; G makes classes", "Qi, 2017",
    Argument = "the weight λ of the margins; default 1", FormerNames = ["cls-gan"])]
public sealed record ConditionalLossSensitive : LossSensitiveClassifier
{
    private protected override string BaseName => "conditional-loss-sensitive";

    /// <inheritdoc/>
    public override bool NeedsEveryLabel => true;

    /// <inheritdoc/>
    public override Tensor DiscriminatorLoss(EvaluatedBatch real, EvaluatedBatch generated) =>
        LabeledLoss(real, generated);

    /// <inheritdoc/>
    public override Tensor GeneratorLoss(EvaluatedBatch? real, EvaluatedBatch generated) =>
        LossOfLabels(generated).mean();
}
