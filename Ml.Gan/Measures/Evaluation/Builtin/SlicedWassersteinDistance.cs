namespace Ml.Gan.Measures;

/// <summary><see cref="SlicedWasserstein"/> distance of order 2 between features.</summary>
public sealed record SlicedWassersteinDistance() : Measure("sliced-wasserstein", "sliced Wasserstein",
    "how far features have to be moved, along random directions", Better.Smaller)
{
    /// <summary>Random directions. Default 256.</summary>
    public int Directions { get; init; } = SlicedWasserstein.DefaultDirections;

    /// <summary>Seed of the directions. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <inheritdoc/>
    public override double Compute(SampleSet real, SampleSet candidate) =>
        SlicedWasserstein.Distance(real.Features, candidate.Features, order: 2, Directions, Seed);
}
