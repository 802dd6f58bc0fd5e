namespace Ml.Gan.Tests.Onnx;

internal static class NormalDistribution
{
    /// <summary>Φ(x) by its power series (Marsaglia 2004), good to 1e-12 for |x| below 7.</summary>
    internal static double Cumulative(double x)
    {
        if (Math.Abs(x) > 7)
            return x > 0 ? 1 : 0;
        double sum = x, term = x;
        for (int i = 3; Math.Abs(term) > 1e-16; i += 2)
        {
            term *= x * x / i;
            sum += term;
        }

        return 0.5 + (sum * Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI));
    }
}
