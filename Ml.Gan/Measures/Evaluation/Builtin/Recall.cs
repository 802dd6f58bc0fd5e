namespace Ml.Gan.Measures;

/// <summary>The recall of <see cref="PrecisionRecall"/> between features.</summary>
public sealed record Recall() : Measure("recall", "recall",
    "share of real samples that could be generated: variety", Better.Larger)
{
    /// <summary>The neighbour that a ball reaches to. Default 3.</summary>
    public int Neighbour { get; init; } = PrecisionRecall.DefaultNeighbour;

    /// <inheritdoc/>
    public override double Compute(SampleSet real, SampleSet candidate) =>
        PrecisionRecall.Of(real.Features, candidate.Features, Neighbour).Recall;
}
