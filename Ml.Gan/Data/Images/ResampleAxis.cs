namespace Ml.Gan.Data;

/// <summary>
/// Weights that take a line of some pixels to one of more or fewer: each output pixel averages the area that it covers when
/// shrinking, and interpolates linearly between pixel centres when growing.
/// </summary>
internal sealed class ResampleAxis
{
    private readonly int[] _starts;
    private readonly float[][] _weights;

    public ResampleAxis(int source, int target)
    {
        _starts = new int[target];
        _weights = new float[target][];
        for (int i = 0; i < target; i++)
            (_starts[i], _weights[i]) = target < source ? Area(source, target, i) : Linear(source, target, i);
    }

    public int Target => _starts.Length;

    /// <summary>First source pixel that counts for an output pixel.</summary>
    public int Start(int output) => _starts[output];

    /// <summary>Weights of the source pixels from the first on; their sum is 1.</summary>
    public ReadOnlySpan<float> Weights(int output) => _weights[output];

    private static (int, float[]) Area(int source, int target, int i)
    {
        double low = (double)i * source / target, high = (double)(i + 1) * source / target;
        int first = (int)low, end = Math.Min(source, (int)Math.Ceiling(high));
        var weights = new float[end - first];
        for (int k = 0; k < weights.Length; k++)
            weights[k] = (float)((Math.Min(high, first + k + 1) - Math.Max(low, first + k)) / (high - low));
        return (first, weights);
    }

    private static (int, float[]) Linear(int source, int target, int i)
    {
        double centre = Math.Clamp((i + 0.5) * source / target - 0.5, 0, source - 1);
        int first = (int)centre;
        float second = (float)(centre - first);
        return (first, second == 0 ? [1] : [1 - second, second]);
    }
}
