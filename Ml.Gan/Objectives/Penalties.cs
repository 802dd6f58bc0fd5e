using System.Globalization;
using Ml.Gan.Training.Replication;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Objectives;

/// <summary>A term added to the discriminator's loss; combines with any objective.</summary>
public abstract record Penalty
{
    /// <summary>Name on the command line and in messages, for example <c>gp:10</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Whether D may normalize over the batch. A penalty on each sample's gradient forbids it.</summary>
    public abstract bool AllowsBatchNorm { get; }

    /// <summary>The weighted penalty, a scalar that is differentiable in D's parameters.</summary>
    /// <param name="critic">What is penalized: samples (N, …) to one value each, (N).</param>
    /// <param name="real">Real samples, (N, …), without gradient.</param>
    /// <param name="generated">Generated samples, (N, …), without gradient.</param>
    /// <param name="random">Source of random numbers, on the CPU.</param>
    public abstract Tensor Loss(Func<Tensor, Tensor> critic, Tensor real, Tensor generated, Generator random);
}

/// <summary>A penalty on the critic's slope ‖∇D(x)‖₂ at some points, one for each sample of a batch.</summary>
public abstract record SlopePenalty : Penalty, ITakesArgument<Penalty>
{
    /// <summary>What may follow the weight in a name.</summary>
    internal const string LazyArgument = "; X/16 for 16 times as much in every 16th update";

    /// <summary>Name without the weight.</summary>
    protected abstract string BaseName { get; }

    /// <inheritdoc/>
    public sealed override string Name => string.Create(
        CultureInfo.InvariantCulture, $"{BaseName}:{Weight}{(Interval == 1 ? "" : $"/{Interval}")}");

    /// <summary>Weight of the penalty, above 0.</summary>
    /// <exception cref="GanOptionException">It is out of range.</exception>
    public double Weight
    {
        get;
        init => field = OptionValue.RequirePositive(value, nameof(Penalty), $"The weight of the penalty {BaseName}");
    } = 10;

    /// <summary>
    /// Updates of D from one that takes the penalty to the next, at least 1. A lazy penalty, of an interval above 1,
    /// counts so many times as much where it is taken, the first time in the first update, so that its mean is that of
    /// one that is always taken (Karras et al., 2020). Default 1.
    /// </summary>
    /// <exception cref="GanOptionException">It is out of range.</exception>
    public int Interval
    {
        get;
        init => field = (int)OptionValue.Require(
            value, value >= 1, nameof(Penalty), $"The interval of the penalty {BaseName} must be at least 1");
    } = 1;

    /// <inheritdoc/>
    public sealed override bool AllowsBatchNorm => false;

    /// <summary>Where the slope is taken, (N, …).</summary>
    protected abstract Tensor Points(Tensor real, Tensor generated, Generator random);

    /// <summary>Cost of a slope before it is weighted, (N) from ‖∇D(x)‖₂², (N).</summary>
    protected abstract Tensor Cost(Tensor squaredSlope);

    /// <inheritdoc/>
    public sealed override Tensor Loss(Func<Tensor, Tensor> critic, Tensor real, Tensor generated, Generator random)
    {
        var points = Points(real, generated, random).detach().requires_grad_();
        var gradient = autograd.grad([critic(points).sum()], [points], retain_graph: true, create_graph: true)[0];
        return Cost(gradient.reshape(gradient.shape[0], -1).square().sum(1)).mean() * Weight;
    }

    /// <summary>Points εx + (1 − ε)y, with one ε ~ U[0, 1] for each sample.</summary>
    private protected static Tensor Between(Tensor x, Tensor y, Generator random)
    {
        long[] perSample = [x.shape[0], .. Enumerable.Repeat(1L, x.shape.Length - 1)];
        var weight = Shard.Draw(perSample, shape => torch.rand(shape, x.dtype, CPU, generator: random)).to(x.device);
        return y + weight * (x - y);
    }

    Penalty ITakesArgument<Penalty>.WithArgument(string argument)
    {
        string[] parts = argument.Split('/', 2);
        double weight = OptionValue.Parse(parts[0], nameof(Penalty), $"The weight of the penalty {BaseName}");
        return this with { Weight = weight, Interval = parts is [_, var interval] ? ParseInterval(interval) : 1 };
    }

    private int ParseInterval(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int interval)
            ? interval
            : throw new GanOptionException(
                nameof(Penalty), $"The interval of the penalty {BaseName} must be a whole number, not '{text}'.");
}

/// <summary>
/// λE(‖∇D(x̂)‖₂ − 1)² at points x̂ = εx + (1 − ε)G(z) between real and generated samples, with one ε ~ U[0, 1] for
/// each sample (Gulrajani et al., 2017). λ is 10 by default.
/// </summary>
[CatalogEntry(
    "slopes of 1 between real and generated samples", "Gulrajani et al., 2017",
    Argument = "the weight λ; default 10" + SlopePenalty.LazyArgument)]
public sealed record GradientPenalty : SlopePenalty
{
    /// <inheritdoc/>
    protected override string BaseName => "gp";

    /// <inheritdoc/>
    protected override Tensor Points(Tensor real, Tensor generated, Generator random) =>
        Between(real, generated, random);

    /// <inheritdoc/>
    protected override Tensor Cost(Tensor squaredSlope) => ((squaredSlope + 1e-12).sqrt() - 1).square();
}

/// <summary>
/// λE(‖∇D(x̂)‖₂ − 1)² at points x̂ near real samples, between x and x + ½su, where s is the standard deviation of all
/// numbers of the batch and each u ~ U[0, 1] (DRAGAN: Kodali, Abernethy, Hays and Kira, 2017). λ is 10 by default.
/// </summary>
[CatalogEntry(
    "slopes of 1 around real samples", "DRAGAN: Kodali et al., 2017",
    Argument = "the weight λ; default 10" + SlopePenalty.LazyArgument)]
public sealed record Dragan : SlopePenalty
{
    /// <inheritdoc/>
    protected override string BaseName => "dragan";

    /// <inheritdoc/>
    protected override Tensor Points(Tensor real, Tensor generated, Generator random)
    {
        var noise = Shard.Draw(real.shape, shape => torch.rand(shape, real.dtype, CPU, generator: random))
            .to(real.device);
        return Between(real + 0.5 * Shard.Deviation(real) * noise, real, random);
    }

    /// <inheritdoc/>
    protected override Tensor Cost(Tensor squaredSlope) => ((squaredSlope + 1e-12).sqrt() - 1).square();
}

/// <summary>γ/2 E‖∇D(x)‖₂² at real samples (Mescheder, Geiger and Nowozin, 2018). γ is 10 by default.</summary>
[CatalogEntry(
    "small slopes at real samples", "Mescheder, Geiger and Nowozin, 2018",
    Argument = "the weight γ; default 10" + SlopePenalty.LazyArgument)]
public sealed record R1 : SlopePenalty
{
    /// <inheritdoc/>
    protected override string BaseName => "r1";

    /// <inheritdoc/>
    protected override Tensor Points(Tensor real, Tensor generated, Generator random) => real;

    /// <inheritdoc/>
    protected override Tensor Cost(Tensor squaredSlope) => squaredSlope / 2;
}

/// <summary>γ/2 E‖∇D(G(z))‖₂² at generated samples (Mescheder, Geiger and Nowozin, 2018). γ is 10 by default.</summary>
[CatalogEntry(
    "small slopes at generated samples", "Mescheder, Geiger and Nowozin, 2018",
    Argument = "the weight γ; default 10" + SlopePenalty.LazyArgument)]
public sealed record R2 : SlopePenalty
{
    /// <inheritdoc/>
    protected override string BaseName => "r2";

    /// <inheritdoc/>
    protected override Tensor Points(Tensor real, Tensor generated, Generator random) => generated;

    /// <inheritdoc/>
    protected override Tensor Cost(Tensor squaredSlope) => squaredSlope / 2;
}

/// <summary>
/// kE‖∇D(x̂)‖₂ᵖ at the points of <see cref="GradientPenalty"/> (Wu et al., 2018). k is 2 by default.
/// </summary>
[CatalogEntry(
    "small slopes between real and generated samples", "Wu et al., 2018",
    Argument = "the weight k; default 2" + SlopePenalty.LazyArgument)]
public sealed record WassersteinDivPenalty : SlopePenalty
{
    /// <summary>The penalty of the paper.</summary>
    public WassersteinDivPenalty() => Weight = 2;

    /// <inheritdoc/>
    protected override string BaseName => "div";

    /// <summary>p, at least 1. Default 6.</summary>
    /// <exception cref="GanOptionException">It is out of range.</exception>
    public double Power
    {
        get;
        init => field = OptionValue.Require(
            value, value is >= 1 and < double.PositiveInfinity, nameof(Penalty),
            "The power p of the penalty div must be at least 1");
    } = 6;

    /// <inheritdoc/>
    protected override Tensor Points(Tensor real, Tensor generated, Generator random) =>
        Between(real, generated, random);

    /// <inheritdoc/>
    protected override Tensor Cost(Tensor squaredSlope) => (squaredSlope + 1e-12).pow(Power / 2);
}
