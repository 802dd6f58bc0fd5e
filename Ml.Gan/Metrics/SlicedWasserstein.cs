using Ml.Gan.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Metrics;

/// <summary>
/// Sliced Wasserstein distance of order 2 between features (Rabin et al., 2012; Bonneel et al., 2015): SW_p = (E_θ
/// W_p(θᵀx, θᵀy)ᵖ)^(1/p) over directions θ uniform on the unit sphere. In the unit of the data, 0 for equal sets.
/// </summary>
[CatalogEntry("how far features have to be moved, along random directions", "Rabin et al., 2012; Bonneel et al., 2015")]
public sealed record SlicedWasserstein()
    : Metric("sliced-wasserstein", "sliced Wasserstein distance", MetricDirection.LowerIsBetter)
{
    /// <summary>Directions that the expectation is taken over unless told otherwise: 256.</summary>
    public const int DefaultDirections = 256;

    /// <summary>Random directions. Default 256.</summary>
    public int Directions { get; init; } = DefaultDirections;

    /// <summary>Seed of the directions. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <inheritdoc/>
    public override double Compute(SampleSet real, SampleSet candidate) =>
        Distance(real.Features, candidate.Features, order: 2, Directions, Seed);

    /// <summary>SW_p of two sets with the same number of rows and the same width.</summary>
    /// <param name="first">N rows.</param>
    /// <param name="second">N rows.</param>
    /// <param name="order">p: 1 or 2. Default 2.</param>
    /// <param name="directions">Random directions, at least 1; rows of one number need one only.</param>
    /// <param name="seed">Seed of the directions.</param>
    /// <exception cref="ArgumentException">The sets have different sizes or widths.</exception>
    public static double Distance(
        SampleRows first, SampleRows second, int order = 2, int directions = DefaultDirections, int seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(order, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(order, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(directions, 1);
        SampleRows.RequireComparable(first, second, 1);
        if (first.Count != second.Count)
            throw new ArgumentException(
                $"The sets have {first.Count} and {second.Count} rows; they need the same number.");
        using var scope = NewDisposeScope();
        using var computation = FinalizerPause.Begin();
        var theta = RandomDirections(first.Width, directions, seed);
        var (x, _) = first.ToTensor().matmul(theta).sort(0);
        var (y, _) = second.ToTensor().matmul(theta).sort(0);
        double power = (x - y).abs_().pow(order).mean().item<double>();
        return Math.Pow(power, 1.0 / order);
    }

    /// <summary>Unit vectors as columns, (D, directions).</summary>
    private static Tensor RandomDirections(int width, int directions, int seed)
    {
        using var scope = NewDisposeScope();
        using var computation = FinalizerPause.Begin();
        using var random = new Generator(unchecked((ulong)seed));
        var theta = torch.randn(width, directions, ScalarType.Float64, CPU, generator: random);
        return (theta / theta.square().sum(0, keepdim: true).sqrt()).MoveToOuterDisposeScope();
    }
}
