namespace Ml.Gan.Data.Images;

/// <summary>
/// Weights of cubic convolution (Keys, 1981) that take a line of some pixels to one of more or fewer: the cubic around
/// each output pixel's center, stretched when shrinking, cut off at the border and scaled to a sum of 1.
/// </summary>
internal sealed class CubicAxis
{
    /// <summary>Slope parameter a of the cubic, for which it reproduces quadratics.</summary>
    private const double A = -0.5;

    private readonly int[] _starts;
    private readonly double[][] _weights;

    public CubicAxis(int source, int target)
    {
        Source = source;
        _starts = new int[target];
        _weights = new double[target][];
        double scale = (double)source / target, stretch = Math.Max(1, scale);
        for (int i = 0; i < target; i++)
        {
            double center = (i + 0.5) * scale - 0.5;
            int first = Math.Max(0, (int)Math.Ceiling(center - 2 * stretch));
            int last = Math.Min(source - 1, (int)Math.Floor(center + 2 * stretch));
            double[] weights =
                [.. Enumerable.Range(first, last - first + 1).Select(j => Cubic((j - center) / stretch))];
            double sum = weights.Sum();
            (_starts[i], _weights[i]) = (first, [.. weights.Select(weight => weight / sum)]);
        }
    }

    /// <summary>Pixels of the line that is resized.</summary>
    public int Source { get; }

    /// <summary>Pixels of the result.</summary>
    public int Target => _starts.Length;

    /// <summary>Resizes a plane, first its rows, then its columns.</summary>
    /// <param name="rows">How its columns are resized.</param>
    /// <param name="columns">How its rows are resized.</param>
    /// <param name="plane">Values, row by row.</param>
    /// <param name="destination">Values of the result, row by row.</param>
    public static void Resize(CubicAxis rows, CubicAxis columns, ReadOnlySpan<float> plane, Span<float> destination)
    {
        double[] narrow = new double[rows.Source * columns.Target];
        for (int y = 0; y < rows.Source; y++)
        {
            var row = plane.Slice(y * columns.Source, columns.Source);
            for (int x = 0; x < columns.Target; x++)
            {
                double[] weights = columns._weights[x];
                var part = row.Slice(columns._starts[x], weights.Length);
                double sum = 0;
                for (int k = 0; k < weights.Length; k++)
                    sum += weights[k] * part[k];
                narrow[y * columns.Target + x] = sum;
            }
        }
        for (int i = 0; i < destination.Length; i++)
        {
            var (y, x) = (i / columns.Target, i % columns.Target);
            double[] weights = rows._weights[y];
            int place = rows._starts[y] * columns.Target + x;
            double sum = 0;
            for (int k = 0; k < weights.Length; k++, place += columns.Target)
                sum += weights[k] * narrow[place];
            destination[i] = (float)sum;
        }
    }

    private static double Cubic(double x) => Math.Abs(x) switch
    {
        < 1 and var t => (A + 2) * t * t * t - (A + 3) * t * t + 1,
        < 2 and var t => A * (t * t * t - 5 * t * t + 8 * t - 4),
        _ => 0,
    };
}
