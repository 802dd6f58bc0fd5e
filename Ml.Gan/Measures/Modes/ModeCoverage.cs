namespace Ml.Gan.Measures;

/// <summary>How samples spread over known modes (VEEGAN: Srivastava et al., 2017; PacGAN: Lin et al., 2018).</summary>
/// <param name="Modes">Number of modes there are.</param>
/// <param name="Covered">Modes that got at least one sample: of the high-quality ones only, where quality is known.</param>
/// <param name="HighQualityShare">Share of samples that are of high quality, in [0, 1]; 1 where quality is not known.</param>
/// <param name="Divergence">
/// Reverse Kullback-Leibler divergence KL(p ‖ uniform) = Σ p log(p·modes) in nats, where p is the share of samples at each mode: all
/// samples enter, of high quality or not. From 0 (even) to log(modes) (all at one mode).
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
