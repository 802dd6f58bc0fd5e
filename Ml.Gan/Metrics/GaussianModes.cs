using Ml.Gan.Data;

namespace Ml.Gan.Metrics;

/// <summary>
/// Modes of a mixture of equally likely, spherical Gaussians, which show whether a generator drops modes (VEEGAN:
/// Srivastava et al., 2017; PacGAN: Lin et al., 2018).
/// </summary>
public sealed class GaussianModes : IModes
{
    /// <summary>
    /// Number of standard deviations off its nearest center a sample may lie and be of high quality: 3.
    /// </summary>
    public const double HighQualityDeviations = 3;

    private readonly double[][] _centers;

    /// <summary>Modes with given centers.</summary>
    /// <param name="centers">At least one center, all with the same number of components.</param>
    /// <param name="deviation">Standard deviation in every direction, above 0.</param>
    public GaussianModes(IReadOnlyList<double[]> centers, double deviation)
    {
        ArgumentNullException.ThrowIfNull(centers);
        if (centers.Count == 0 || centers.Any(center => center.Length == 0 || center.Length != centers[0].Length))
            throw new ArgumentException(
                "A mixture needs centers, all with the same number of components.", nameof(centers));
        if (!(deviation > 0))
            throw new ArgumentOutOfRangeException(
                nameof(deviation), deviation, "The standard deviation must be above 0.");
        _centers = [.. centers.Select(center => center.ToArray())];
        Deviation = deviation;
    }

    /// <summary>Centers of the modes.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Centers => _centers;

    /// <summary>Standard deviation of a mode in every direction.</summary>
    public double Deviation { get; }

    /// <summary>Components of a sample.</summary>
    public int Width => _centers[0].Length;

    /// <summary>Modes of a mixture of equally likely components with the same standard deviation.</summary>
    /// <exception cref="ArgumentException">The components differ in weight or standard deviation.</exception>
    public static GaussianModes Of(NormalMixture mixture)
    {
        ArgumentNullException.ThrowIfNull(mixture);
        if (mixture.Components.DistinctBy(component => (component.Weight, component.StandardDeviation)).Count() > 1)
            throw new ArgumentException("The modes need the same weight and standard deviation.", nameof(mixture));
        return new GaussianModes(
            [.. mixture.Components.Select(component => component.Mean.ToArray())],
            mixture.Components[0].StandardDeviation);
    }

    /// <summary>
    /// Coverage by samples: each belongs to its nearest mode, and is of high quality if it lies within
    /// <see cref="HighQualityDeviations"/> standard deviations of it. A mode is covered by at least one sample of high
    /// quality.
    /// </summary>
    /// <param name="samples">At least one row of <see cref="Width"/> numbers.</param>
    public ModeCoverage Cover(SampleRows samples)
    {
        if (samples.Width != Width)
            throw new ArgumentException(
                $"The modes have {Width} components, the samples {samples.Width}.", nameof(samples));
        int[] nearest = new int[samples.Count];
        var covered = new HashSet<int>();
        int good = 0;
        double reach = HighQualityDeviations * Deviation;
        for (int i = 0; i < samples.Count; i++)
        {
            (nearest[i], double squared) = Nearest(samples[i]);
            if (squared > reach * reach)
                continue;
            covered.Add(nearest[i]);
            good++;
        }
        return ModeCoverage.Of(nearest, _centers.Length) with
        {
            Covered = covered.Count,
            HighQualityShare = (double)good / samples.Count,
        };
    }

    private (int Mode, double SquaredDistance) Nearest(ReadOnlySpan<float> sample)
    {
        var nearest = (Mode: 0, SquaredDistance: double.PositiveInfinity);
        for (int mode = 0; mode < _centers.Length; mode++)
        {
            double squared = 0;
            for (int i = 0; i < sample.Length; i++)
                squared += (sample[i] - _centers[mode][i]) * (sample[i] - _centers[mode][i]);
            if (squared < nearest.SquaredDistance)
                nearest = (mode, squared);
        }
        return nearest;
    }
}
