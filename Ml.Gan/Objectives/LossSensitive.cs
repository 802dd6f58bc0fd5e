using System.Globalization;
using static TorchSharp.torch;

namespace Ml.Gan.Objectives;

/// <summary>
/// A loss function L in the place of a discriminator (Qi, 2017): it is to be lower for real samples than for generated
/// ones, by a margin Δ that grows with their distance.
/// </summary>
/// <remarks>
/// Real and generated samples are paired in the order of the batch. Δ is (mean|xᵢ − G(z)ᵢ|ᵖ)^(1/p): a mean over a
/// sample's numbers, not a sum, so that it lies in [0, 2] for images of any size and the same λ serves them all. For
/// 64×64 color images that is 0.4 times the scaled sum of Qi's program.
/// </remarks>
public abstract record MarginObjective : Objective
{
    /// <summary>
    /// λ, above 0: how much margins count against other terms of D's loss, such as penalties. Default 1.
    /// </summary>
    /// <exception cref="GanOptionException">It is out of range.</exception>
    public double MarginWeight
    {
        get;
        init => field = OptionValue.RequirePositive(value, nameof(Objective), $"The weight λ of {BaseName}'s margins");
    } = 1;

    /// <summary>p of the distance Δ, at least 1. Default 1.</summary>
    /// <exception cref="GanOptionException">It is out of range.</exception>
    public double DistancePower
    {
        get;
        init => field = OptionValue.Require(
            value, value is >= 1 and < double.PositiveInfinity, nameof(Objective),
            $"The power p of {Name}'s distance must be at least 1");
    } = 1;

    /// <inheritdoc/>
    public sealed override bool OutputsLogits => false;

    /// <summary>Name without the weight.</summary>
    private protected virtual string BaseName => Name;

    /// <summary>How far margins are missed, Δ(x, G(z)) + L(x) − L(G(z)), (N); negative where one is kept.</summary>
    private protected Tensor Excess(
        EvaluatedBatch real, EvaluatedBatch generated, Tensor realLoss, Tensor generatedLoss) =>
        Distance(real.Samples, generated.Samples) + realLoss - generatedLoss;

    private Tensor Distance(Tensor real, Tensor generated)
    {
        var differences = (real - generated).flatten(1).abs();
        return DistancePower == 1
            ? differences.mean([1]) : differences.pow(DistancePower).mean([1]).pow(1 / DistancePower);
    }
}

/// <summary>
/// A <see cref="MarginObjective"/> whose D is L itself, so a <b>low</b> D means "real", and in a training's metrics the
/// mean of real samples is the lower one; outputs of other objectives have the opposite sign.
/// </summary>
/// <remarks>
/// L minimizes γE L(x) + λE C(Δ(x, G(z)) + L(x) − L(G(z))), G minimizes E L(G(z)). The second term is the same for
/// L − c as for L, so that with γ above 0 L falls without end, whatever λ is. The paper's L is Lipschitz: weight decay,
/// weight clipping or a penalty such as <see cref="R1"/> sees to it.
/// </remarks>
public abstract record LossSensitiveObjective : MarginObjective
{
    /// <summary>
    /// γ, at least 0: how much the loss of real samples counts by itself. Default 0, as in the author's programs.
    /// </summary>
    /// <exception cref="GanOptionException">It is out of range.</exception>
    public double RealLossWeight
    {
        get;
        init => field = OptionValue.Require(
            value, value is >= 0 and < double.PositiveInfinity, nameof(Objective),
            $"The weight γ of {Name}'s loss of real samples must be at least 0");
    }

    /// <summary>−L.</summary>
    /// <inheritdoc/>
    public sealed override Tensor Score(Tensor outputs) => -outputs;

    /// <inheritdoc/>
    public sealed override OnnxValue ExportScore(OnnxGraph graph, OnnxValue outputs) =>
        graph.Neg("negative_loss", outputs);

    /// <summary>
    /// C: what a margin costs that is missed by <paramref name="excess"/>, or kept where that is negative; (N) to (N).
    /// </summary>
    protected abstract Tensor Cost(Tensor excess);

    /// <inheritdoc/>
    public sealed override Tensor DiscriminatorLoss(EvaluatedBatch real, EvaluatedBatch generated)
    {
        var cost = Cost(Excess(real, generated, real.Outputs!, generated.Outputs!)).mean() * MarginWeight;
        return RealLossWeight == 0 ? cost : cost + real.Outputs!.mean() * RealLossWeight;
    }

    /// <inheritdoc/>
    public sealed override Tensor GeneratorLoss(EvaluatedBatch? real, EvaluatedBatch generated) =>
        generated.Outputs!.mean();
}

/// <summary>The loss-sensitive GAN (LS-GAN: Qi, 2017): only missed margins cost, C(a) = max(0, a).</summary>
[CatalogEntry(
    "a loss function, lower for real samples by a margin that grows with the distance", "Qi, 2017",
    FormerNames = ["ls-gan"])]
public sealed record LossSensitive : LossSensitiveObjective
{
    /// <inheritdoc/>
    public override string Name => "loss-sensitive";

    /// <inheritdoc/>
    protected override Tensor Cost(Tensor excess) => nn.functional.relu(excess);
}

/// <summary>
/// The generalized loss-sensitive GAN (GLS-GAN: Qi, 2017): C(a) = max(a, νa). ν = 0 is <see cref="LossSensitive"/>; ν =
/// 1 has the gradients of a Wasserstein critic.
/// </summary>
/// <remarks>
/// With ν above 0 margins that are kept count too, as in a Wasserstein critic, so that only a bound on L's slope ends
/// its fall: <see cref="R1"/> with γ = 1, unless the options give another penalty or clip weights, as the author's
/// first program does, to [−0.08, 0.08]; a later one of his laboratory penalizes slopes.
/// </remarks>
[CatalogEntry(
    "loss-sensitive with a cost that falls with slope ν beyond the margin: between it and a Wasserstein critic",
    "Qi, 2017",
    Argument = "the slope ν, at most 1; default 0.2", FormerNames = ["gls-gan"])]
public sealed record GeneralizedLossSensitive : LossSensitiveObjective, ITakesArgument<Objective>
{
    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"generalized-loss-sensitive:{Slope}");

    /// <summary>ν, at most 1. Default 0.2.</summary>
    /// <exception cref="GanOptionException">It is out of range.</exception>
    public double Slope
    {
        get;
        init => field = OptionValue.Require(
            value, value is > double.NegativeInfinity and <= 1, nameof(Objective),
            "The slope ν of generalized-loss-sensitive must be at most 1");
    } = 0.2;

    /// <summary><see cref="R1"/> with γ = 1 where ν is above 0.</summary>
    public override Penalty? RecommendedPenalty => Slope > 0 ? new R1 { Weight = 1 } : null;

    /// <inheritdoc/>
    protected override Tensor Cost(Tensor excess) => nn.functional.leaky_relu(excess, Slope);

    Objective ITakesArgument<Objective>.WithArgument(string argument) =>
        this with
        {
            Slope = OptionValue.Parse(argument, nameof(Objective), "The slope ν of generalized-loss-sensitive"),
        };
}
