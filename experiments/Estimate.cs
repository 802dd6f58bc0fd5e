namespace Ml.Gan.Experiments;

/// <summary>A mean over seeds and its standard error.</summary>
/// <param name="Mean">The mean; NaN where there is no value.</param>
/// <param name="StandardError">
/// s/√n with the sample standard deviation s; NaN where there are fewer than two values.
/// </param>
/// <param name="Count">The number of values, n.</param>
internal readonly record struct Estimate(double Mean, double StandardError, int Count)
{
    /// <summary>What the numbers after a ± are, for below a table.</summary>
    public const string Explanation = "Means over the seeds with their standard errors.";

    public static Estimate Of(IEnumerable<double> values)
    {
        double[] all = [.. values];
        if (all.Length == 0)
            return new Estimate(double.NaN, double.NaN, 0);
        double mean = all.Average();
        double deviation = Math.Sqrt(all.Sum(value => (value - mean) * (value - mean)) / (all.Length - 1));
        return new Estimate(mean, deviation / Math.Sqrt(all.Length), all.Length);
    }

    /// <summary>The figure called <paramref name="name"/> over the trials that have it.</summary>
    public static Estimate Of(IEnumerable<Trial> trials, string name) =>
        Of(trials.Where(trial => trial.Figures.ContainsKey(name)).Select(trial => trial.Figures[name]));

    /// <summary>
    /// "3.98 ± 0.02", each number times <paramref name="factor"/>; a dash where there is no value.
    /// </summary>
    public string Text(string format = "0.00", double factor = 1)
    {
        if (Count == 0)
            return "–";
        string mean = (Mean * factor).ToString(format).Replace('-', '−');
        return Count == 1 ? mean : $"{mean} ± {(StandardError * factor).ToString(format)}";
    }
}
