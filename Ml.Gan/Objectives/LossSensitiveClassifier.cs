using Ml.Gan.Models;
using System.Globalization;
using Ml.Gan.Catalogs;
using Ml.Gan.Onnx;
using Ml.Gan.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Objectives;

/// <summary>
/// A <see cref="MarginObjective"/> over samples and classes: L(x, y) = −log softmax_y of D's K outputs, so that the class of the lowest
/// loss is the likeliest one (CLS-GAN: Qi, 2017). Metrics show −min_y L(x, y), the mean log-probability of the likeliest class.
/// </summary>
public abstract record LossSensitiveClassifier : MarginObjective, IClassifyingObjective, ITakesArgument<Objective>
{
    private protected LossSensitiveClassifier()
        : base(marginWeight: 1)
    {
    }

    /// <inheritdoc/>
    public sealed override string Name => string.Create(CultureInfo.InvariantCulture, $"{BaseName}:{MarginWeight}");

    /// <inheritdoc/>
    public abstract bool NeedsEveryLabel { get; }

    /// <summary>−min_y L(x, y).</summary>
    /// <inheritdoc/>
    public sealed override Tensor Realness(Tensor scores) => -LowestLoss(scores);

    /// <inheritdoc/>
    public sealed override OnnxValue ExportRealness(OnnxGraph graph, OnnxValue scores) => graph.Sub(
        "log_likeliest", graph.ReduceMax("largest", scores, axis: 1), graph.ReduceLogSumExp("log_sum", scores, axis: 1));

    /// <inheritdoc/>
    public sealed override Tensor PenalisedValue(Tensor scores, EvaluatedBatch real, EvaluatedBatch generated) => Realness(scores);

    /// <summary>min_y L(x, y), (N), from D's outputs, (N, K).</summary>
    private protected static Tensor LowestLoss(Tensor scores) => scores.logsumexp(1) - scores.max(1).values;

    /// <summary>L(x, y), (N), of what a batch is said to be.</summary>
    private protected static Tensor LabelledLoss(EvaluatedBatch batch) =>
        nn.functional.cross_entropy(batch.Scores!, batch.Labels!, reduction: nn.Reduction.None);

    Objective ITakesArgument<Objective>.WithArgument(string argument) =>
        this with { MarginWeight = OptionValue.Parse(argument, nameof(LatentGanOptions.Objective), $"The weight λ of {BaseName}'s margins") };
}
