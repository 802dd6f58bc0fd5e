using Ml.Gan.Native;
using static TorchSharp.torch;

namespace Ml.Gan.Metrics;

/// <summary>
/// Authenticity (Alaa et al., "How Faithful is your Synthetic Data?", 2022) between features: the share of generated
/// samples that are further from their nearest real one than that is from its own nearest real neighbor, in [0, 1].
/// </summary>
/// <remarks>
/// Copies of training images are nearer, so that a generator of copies has an authenticity around 0. Other real
/// samples don't get 1, but 1 less the probability that nearest neighbors are mutual: ⅓ in one dimension, ½ in many.
/// That is what the figure compares with. Poor samples may get less too, where all are nearest to an outlier: whether
/// they are copies, <see cref="CopyShare"/> tells. In an evaluation, generated samples are compared with all real ones
/// that it read, the reference included, since a copy of any is one.
/// </remarks>
[CatalogEntry("share of samples that are further from a training image than that from others", "Alaa et al., 2022")]
public sealed record Authenticity() : Metric("authenticity", "authenticity", MetricDirection.CloserToRealIsBetter)
{
    /// <inheritdoc/>
    public override double Compute(SampleSet real, SampleSet candidate) => Of(real.Features, candidate.Features);

    internal override double Compute(SampleSet real, SampleSet reference, SampleSet candidate) =>
        Of(SampleRows.Join(real.Features, reference.Features), candidate.Features);

    /// <summary>Authenticity of generated rows.</summary>
    /// <param name="real">At least two rows.</param>
    /// <param name="generated">At least two rows of the same width.</param>
    public static double Of(SampleRows real, SampleRows generated)
    {
        SampleRows.RequireComparable(real, generated, 2);
        using var scope = NewDisposeScope();
        using var computation = FinalizerPause.Begin();
        var (x, y) = (real.ToTensor(), generated.ToTensor());
        var toNeighbors = NearestRows.SquaredRadii(x, 1).clamp_min_(NearestRows.Rounding(x));
        var authentic = NearestRows.ForChunks(y, chunk =>
        {
            var (distances, nearest) = Distances.Squared(chunk, x).min(1);
            return distances.gt(toNeighbors[nearest]).to(ScalarType.Float64);
        });
        return authentic.mean().item<double>();
    }
}
