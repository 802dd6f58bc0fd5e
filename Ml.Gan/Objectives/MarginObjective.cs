using Ml.Gan.Models;
using Ml.Gan.Training;
using static TorchSharp.torch;

namespace Ml.Gan.Objectives;

/// <summary>
/// A loss function L in the place of a discriminator (Qi, 2017): it is to be lower for real samples than for generated ones, by a
/// margin Δ that grows with their distance.
/// </summary>
/// <remarks>
/// Real and generated samples are paired in the order of the batch. Δ is (mean|xᵢ − G(z)ᵢ|ᵖ)^(1/p): a mean over a sample's numbers, not a
/// sum, so that it lies in [0, 2] for images of any size and the same λ serves them all. For 64×64 colour images that is 0.4 times the
/// scaled sum of Qi's program.
/// </remarks>
public abstract record MarginObjective : Objective
{
    private protected MarginObjective(double marginWeight) => MarginWeight = marginWeight;

    /// <summary>
    /// λ, above 0: how much margins count against the loss of real samples. Default 100 where D is L itself, 1 where it classifies.
    /// </summary>
    /// <exception cref="GanOptionException">It is out of range.</exception>
    public double MarginWeight
    {
        get;
        init => field = OptionValue.RequirePositive(value, nameof(LatentGanOptions.Objective), $"The weight λ of {BaseName}'s margins");
    }

    /// <summary>p of the distance Δ, at least 1. Default 1.</summary>
    /// <exception cref="GanOptionException">It is out of range.</exception>
    public double DistancePower
    {
        get;
        init => field = OptionValue.Require(
            value, value is >= 1 and < double.PositiveInfinity, nameof(LatentGanOptions.Objective), $"The power p of {Name}'s distance must be at least 1");
    } = 1;

    /// <inheritdoc/>
    public sealed override bool OutputsLogits => false;

    /// <summary>Name without the weight.</summary>
    private protected virtual string BaseName => Name;

    /// <summary>How far margins are missed, Δ(x, G(z)) + L(x) − L(G(z)), (N); negative where one is kept.</summary>
    private protected Tensor Excess(EvaluatedBatch real, EvaluatedBatch generated, Tensor realLoss, Tensor generatedLoss) =>
        Distance(real.Samples, generated.Samples) + realLoss - generatedLoss;

    private Tensor Distance(Tensor real, Tensor generated)
    {
        var differences = (real - generated).flatten(1).abs();
        return DistancePower == 1 ? differences.mean([1]) : differences.pow(DistancePower).mean([1]).pow(1 / DistancePower);
    }
}
