using Ml.Gan.Native;
using static TorchSharp.torch;

namespace Ml.Gan.Metrics;

/// <summary>
/// Share of generated samples, in [0, 1], that are nearer to a real one than 99 % of the real ones are to their nearest
/// real neighbors, by their features: the distance to the closest record, against its first percentile.
/// </summary>
/// <remarks>
/// 1 for a generator of copies; about 0.01 for new samples as good as real ones, and less for poor ones, which are far
/// from all. It looks at all real samples of an evaluation, the reference included.
/// </remarks>
[CatalogEntry("share of samples that are nearer to a training image than 99 % of those to each other: copies")]
public sealed record CopyShare() : Metric("copies", "copies", MetricDirection.CloserToRealIsBetter)
{
    private const double Percentile = 0.01;

    /// <inheritdoc/>
    public override double Compute(SampleSet real, SampleSet candidate) => Of(real.Features, candidate.Features);

    internal override double Compute(SampleSet real, SampleSet reference, SampleSet candidate) =>
        Of(SampleRows.Join(real.Features, reference.Features), candidate.Features);

    /// <summary>Share of copies among generated rows.</summary>
    /// <param name="real">At least two rows.</param>
    /// <param name="generated">At least two rows of the same width.</param>
    public static double Of(SampleRows real, SampleRows generated)
    {
        SampleRows.RequireComparable(real, generated, 2);
        using var scope = NewDisposeScope();
        using var computation = FinalizerPause.Begin();
        var (x, y) = (real.ToTensor(), generated.ToTensor());
        double[] toNeighbors = NearestRows.SquaredRadii(x, 1).data<double>().ToArray();
        Array.Sort(toNeighbors);
        double limit = Math.Max(NearestRows.Rounding(x), toNeighbors[(int)(Percentile * toNeighbors.Length)]);
        return NearestRows.ForChunks(y, chunk => Distances.Squared(chunk, x).amin(1)).le(limit)
            .to(ScalarType.Float64).mean().item<double>();
    }
}
