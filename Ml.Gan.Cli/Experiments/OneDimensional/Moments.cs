namespace Ml.Gan.Cli.Experiments.OneDimensional;

/// <summary>Mean and standard deviation.</summary>
internal readonly record struct Moments(double Mean, double StandardDeviation)
{
    /// <summary>Those of samples.</summary>
    public static Moments Of(ReadOnlySpan<float> samples)
    {
        double sum = 0, squares = 0;
        foreach (float sample in samples)
            sum += sample;
        double mean = sum / samples.Length;
        foreach (float sample in samples)
            squares += (sample - mean) * (sample - mean);
        return new Moments(mean, Math.Sqrt(squares / samples.Length));
    }
}
