namespace Ml.Gan.Metrics;

/// <summary>Coverage of known modes by samples (VEEGAN: Srivastava et al., 2017; PacGAN: Lin et al., 2018).</summary>
/// <param name="Modes">Number of modes there are.</param>
/// <param name="Covered">
/// Modes that got at least one sample: of the high-quality ones only, where quality is known.
/// </param>
/// <param name="HighQualityShare">
/// Share of samples that are of high quality, in [0, 1]; 1 where quality is not known.
/// </param>
/// <param name="Divergence">
/// Reverse Kullback-Leibler divergence KL(p ‖ uniform) = Σ p log(p·modes) in nats, where p is the share of samples at
/// each mode: all samples enter, of high quality or not. From 0 (even) to log(modes) (all at one mode).
/// </param>
public sealed record ModeCoverage(int Modes, int Covered, double HighQualityShare, double Divergence)
{
    /// <summary>Coverage by samples that are each assigned to a mode, where nothing says how good they are.</summary>
    /// <param name="assigned">The mode of each sample, from 0; at least one sample.</param>
    /// <param name="modes">Number of modes.</param>
    public static ModeCoverage Of(ReadOnlySpan<int> assigned, int modes)
    {
        int[] counts = ModeCounts.Of(assigned, modes);
        return new ModeCoverage(modes, counts.Count(count => count > 0), 1, ModeCounts.DivergenceFromUniform(counts));
    }
}

/// <summary>Known modes of a distribution.</summary>
public interface IModes
{
    /// <summary>Coverage of the modes by samples.</summary>
    ModeCoverage Cover(SampleRows samples);
}

/// <summary>Number of modes that samples cover: <see cref="ModeCoverage.Covered"/>.</summary>
/// <param name="Modes">The modes that there are.</param>
public sealed record ModesCovered(IModes Modes) : Metric("modes", "modes covered", MetricDirection.HigherIsBetter)
{
    /// <inheritdoc/>
    public override string Description => "modes that samples reach";

    /// <inheritdoc/>
    public override bool UsesFeatures => false;

    /// <inheritdoc/>
    public override double Compute(SampleSet real, SampleSet candidate) => Modes.Cover(candidate.Samples).Covered;
}

/// <summary>Share of samples near a mode, in [0, 1]: <see cref="ModeCoverage.HighQualityShare"/>.</summary>
/// <param name="Modes">The modes that there are.</param>
public sealed record HighQualityShare(IModes Modes)
    : Metric("high-quality", "high-quality share", MetricDirection.HigherIsBetter)
{
    /// <inheritdoc/>
    public override string Description => "share of samples near a mode";

    /// <inheritdoc/>
    public override bool UsesFeatures => false;

    /// <inheritdoc/>
    public override double Compute(SampleSet real, SampleSet candidate) =>
        Modes.Cover(candidate.Samples).HighQualityShare;
}

/// <summary>
/// Reverse Kullback-Leibler divergence of samples over modes, in nats: <see cref="ModeCoverage.Divergence"/>.
/// </summary>
/// <param name="Modes">The modes that there are.</param>
public sealed record ModeDivergence(IModes Modes)
    : Metric("mode-divergence", "mode divergence", MetricDirection.LowerIsBetter)
{
    /// <inheritdoc/>
    public override string Description => "how unevenly samples are spread over the modes";

    /// <inheritdoc/>
    public override string Unit => "nats";

    /// <inheritdoc/>
    public override bool UsesFeatures => false;

    /// <inheritdoc/>
    public override double Compute(SampleSet real, SampleSet candidate) => Modes.Cover(candidate.Samples).Divergence;
}

/// <summary>Statistics of how often each mode or class occurs.</summary>
internal static class ModeCounts
{
    /// <summary>Number of samples at each of the modes.</summary>
    public static int[] Of(ReadOnlySpan<int> assigned, int modes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(modes, 1);
        if (assigned.IsEmpty)
            throw new ArgumentException("There are no samples.", nameof(assigned));
        int[] counts = new int[modes];
        foreach (int mode in assigned)
            counts[mode]++;
        return counts;
    }

    /// <summary>Σ p log(p·modes), in nats.</summary>
    public static double DivergenceFromUniform(int[] counts)
    {
        double total = counts.Sum();
        var terms =
            counts.Where(count => count > 0).Select(count => count / total * Math.Log(count / total * counts.Length));
        return Math.Max(0, terms.Sum());
    }

    /// <summary>−Σ p log₂ p, in bits.</summary>
    public static double Entropy(int[] counts) =>
        Math.Max(0, Math.Log2(counts.Length) - DivergenceFromUniform(counts) / Math.Log(2));
}
