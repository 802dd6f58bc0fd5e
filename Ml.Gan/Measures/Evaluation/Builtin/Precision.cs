namespace Ml.Gan.Measures;

/// <summary>The precision of <see cref="PrecisionRecall"/> between features.</summary>
public sealed record Precision() : Measure("precision", "precision",
    "share of generated samples that could be real: quality", Better.Larger)
{
    /// <summary>The neighbour that a ball reaches to. Default 3.</summary>
    public int Neighbour { get; init; } = PrecisionRecall.DefaultNeighbour;

    /// <inheritdoc/>
    public override double Compute(SampleSet real, SampleSet candidate) =>
        PrecisionRecall.Of(real.Features, candidate.Features, Neighbour).Precision;
}
