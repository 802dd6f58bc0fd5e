namespace Ml.Gan.Measures;

/// <summary>
/// A mixture of equally likely, spherical Gaussians, which shows whether a generator drops modes (VEEGAN: Srivastava et al., 2017;
/// PacGAN: Lin et al., 2018).
/// </summary>
public sealed class GaussianModes : IModes
{
    /// <summary>How many standard deviations off its nearest centre a sample may lie and be of high quality: 3.</summary>
    public const double HighQualityDeviations = 3;

    private readonly double[][] _centres;

    /// <summary>A mixture.</summary>
    /// <param name="centres">At least one centre, all with the same number of components.</param>
    /// <param name="deviation">Standard deviation in every direction, above 0.</param>
    public GaussianModes(IReadOnlyList<double[]> centres, double deviation)
    {
        ArgumentNullException.ThrowIfNull(centres);
        if (centres.Count == 0 || centres.Any(centre => centre.Length == 0 || centre.Length != centres[0].Length))
            throw new ArgumentException("A mixture needs centres, all with the same number of components.", nameof(centres));
        if (!(deviation > 0))
            throw new ArgumentOutOfRangeException(nameof(deviation), deviation, "The standard deviation must be above 0.");
        _centres = [.. centres.Select(centre => centre.ToArray())];
        Deviation = deviation;
    }

    /// <summary>Centres of the modes.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Centres => _centres;

    /// <summary>Standard deviation of a mode in every direction.</summary>
    public double Deviation { get; }

    /// <summary>Components of a sample.</summary>
    public int Width => _centres[0].Length;

    /// <summary>Modes evenly on a circle; by default PacGAN's 8 on the unit circle with variance 10⁻⁴.</summary>
    public static GaussianModes Ring(int modes = 8, double radius = 1, double deviation = 0.01) =>
        new([.. Enumerable.Range(0, modes)
            .Select(i => 2 * Math.PI * i / modes)
            .Select(angle => new[] { radius * Math.Cos(angle), radius * Math.Sin(angle) })], deviation);

    /// <summary>side² modes on a square lattice around the origin; by default PacGAN's 5×5, two apart, with variance 0.0025.</summary>
    public static GaussianModes Grid(int side = 5, double spacing = 2, double deviation = 0.05) =>
        new([.. from row in Enumerable.Range(0, side)
                from column in Enumerable.Range(0, side)
                select new[] { (column - (side - 1) / 2.0) * spacing, (row - (side - 1) / 2.0) * spacing }], deviation);

    /// <summary>
    /// Each sample belongs to its nearest mode, and is of high quality if it lies within <see cref="HighQualityDeviations"/> standard
    /// deviations of it. A mode is covered by at least one sample of high quality.
    /// </summary>
    /// <param name="samples">At least one row of <see cref="Width"/> numbers.</param>
    public ModeCoverage Cover(SampleRows samples)
    {
        if (samples.Width != Width)
            throw new ArgumentException($"The modes have {Width} components, the samples {samples.Width}.", nameof(samples));
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
        return ModeCoverage.Of(nearest, _centres.Length) with
        {
            Covered = covered.Count,
            HighQualityShare = (double)good / samples.Count,
        };
    }

    private (int Mode, double SquaredDistance) Nearest(ReadOnlySpan<float> sample)
    {
        var nearest = (Mode: 0, SquaredDistance: double.PositiveInfinity);
        for (int mode = 0; mode < _centres.Length; mode++)
        {
            double squared = 0;
            for (int i = 0; i < sample.Length; i++)
                squared += (sample[i] - _centres[mode][i]) * (sample[i] - _centres[mode][i]);
            if (squared < nearest.SquaredDistance)
                nearest = (mode, squared);
        }
        return nearest;
    }
}
