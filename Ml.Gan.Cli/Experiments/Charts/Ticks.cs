namespace Ml.Gan.Cli.Experiments.Charts;

/// <summary>Round numbers along an axis: multiples of 1, 2 or 5 times a power of ten.</summary>
internal static class Ticks
{
    /// <summary>The round numbers from <paramref name="minimum"/> to <paramref name="maximum"/>, about <paramref name="count"/> of them.</summary>
    public static IReadOnlyList<double> Between(double minimum, double maximum, int count = 5)
    {
        double step = Step(minimum, maximum, count);
        const double Rounding = 1e-9;
        var first = (long)Math.Ceiling(minimum / step - Rounding);
        var last = (long)Math.Floor(maximum / step + Rounding);
        int decimals = Decimals(step);
        return [.. Enumerable.Range(0, (int)(last - first + 1)).Select(i => Math.Round((first + i) * step, decimals))];
    }

    /// <summary>The round distance between two ticks.</summary>
    public static double Step(double minimum, double maximum, int count = 5)
    {
        double rough = (maximum - minimum) / count;
        double power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double lead = rough / power;
        return power * (lead < 1.5 ? 1 : lead < 3 ? 2 : lead < 7 ? 5 : 10);
    }

    /// <summary>A tick's text, with a proper minus sign and a thin space between thousands.</summary>
    public static string Format(double tick)
    {
        string text = Math.Abs(tick) >= 10_000 ? tick.ToString("#,0").Replace(',', '\u2009') : tick.ToString("0.########");
        return text.Replace('-', '−');
    }

    private static int Decimals(double step) => Math.Clamp((int)-Math.Floor(Math.Log10(step)), 0, 15);
}
