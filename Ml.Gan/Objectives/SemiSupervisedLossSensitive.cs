using System.Globalization;
using static TorchSharp.torch;

namespace Ml.Gan.Objectives;

/// <summary>
/// Semi-supervised learning with a loss function (Qi, 2017): CLS-GAN's objective on labeled samples, and the loss of
/// the likeliest class of unlabeled ones. G is conditional on the label.
/// </summary>
/// <remarks>
/// L minimizes E L(x, y) + λE max(0, Δ(x, G(z, y)) + L(x, y) − L(G(z, y), y)) over labeled samples, metrics'
/// <c>d_classes</c>, and γE min_y L(x, y) over unlabeled ones; G minimizes E L(G(z, y), y). Samples are generated for
/// the labels of a batch of labeled samples, the only ones that are known. With <see cref="Margin"/> unlabeled samples
/// enter through the margin.
/// </remarks>
[CatalogEntry(
    "D classifies too, from few labels: unlabeled samples pay for their likeliest class; G makes classes", "Qi, 2017",
    Argument =
        "the weight λ of the margins, default 1; margin: unlabeled samples enter through the margin, G makes no "
        + "classes, as margin or 0.5,margin",
    FormerNames = ["semi-supervised-ls-gan"])]
public sealed record SemiSupervisedLossSensitive : LossSensitiveClassifier
{
    private const string MarginArgument = "margin";

    /// <inheritdoc/>
    public override string Name => string.Create(
        CultureInfo.InvariantCulture, $"{BaseName}:{MarginWeight}{(Margin ? $",{MarginArgument}" : "")}");

    /// <summary>
    /// Whether unlabeled and generated samples are told apart by a margin between their lowest losses min_y L, and G
    /// isn't conditional: L minimizes E L(x, y) of labeled samples and λE max(0, Δ(x, G(z)) + min_y L(x, y) − min_y
    /// L(G(z), y)), G minimizes E min_y L(G(z), y). The lowest loss is at most log K, so the generator learns where
    /// samples lie no farther apart than that, as images do. Default false, as in the paper.
    /// </summary>
    public bool Margin { get; init; }

    /// <summary>γ, at least 0: how much unlabeled samples count; without <see cref="Margin"/>. Default 1.</summary>
    /// <exception cref="GanOptionException">It is out of range.</exception>
    public double UnlabeledWeight
    {
        get;
        init => field = OptionValue.Require(
            value, value is >= 0 and < double.PositiveInfinity, nameof(Objective),
            $"The weight γ of {BaseName}'s unlabeled samples must be at least 0");
    } = 1;

    private protected override string BaseName => "semi-supervised-loss-sensitive";

    /// <inheritdoc/>
    public override bool NeedsEveryLabel => false;

    /// <inheritdoc/>
    public override bool GeneratesByLabel => !Margin;

    /// <inheritdoc/>
    public override Tensor DiscriminatorLoss(EvaluatedBatch real, EvaluatedBatch generated)
    {
        var lowest = LowestLoss(real.Outputs!);
        return Margin
            ? nn.functional.relu(Excess(real, generated, lowest, LowestLoss(generated.Outputs!))).mean() * MarginWeight
            : lowest.mean() * UnlabeledWeight;
    }

    /// <inheritdoc/>
    public override Tensor LabeledLoss(EvaluatedBatch labeled, EvaluatedBatch generated) =>
        Margin
            ? nn.functional.cross_entropy(labeled.Outputs!, labeled.Labels!)
            : base.LabeledLoss(labeled, generated);

    /// <inheritdoc/>
    public override Tensor GeneratorLoss(EvaluatedBatch? real, EvaluatedBatch generated) =>
        (Margin ? LowestLoss(generated.Outputs!) : LossOfLabels(generated)).mean();

    private protected override Objective WithArgument(string argument)
    {
        var objective = this;
        foreach (string part in argument.Split(','))
        {
            objective = part == MarginArgument
                ? objective with { Margin = true }
                : (SemiSupervisedLossSensitive)objective.WithWeight(part);
        }
        return objective;
    }
}
