namespace Ml.Gan.Data.Images;

/// <summary>
/// Takes pictures of any size to size×size: the largest centered square, then <see cref="ResampleAxis"/> both ways, on
/// the encoded values as they are. Output: C·size·size bytes, channel by channel; 1 channel is luma, 3 are red, green,
/// blue.
/// </summary>
/// <remarks>
/// Hand-written because it is antialiased: ML.NET's <c>ResizeFull</c> takes the nearest pixels and drops the others.
/// Clean-fid (Parmar et al., "On Aliased Resizing and Surprising Subtleties in GAN Evaluation", 2022) shows what
/// aliasing costs: it changes measures of generators noticeably.
/// </remarks>
internal sealed class ImageResampler(int size, int channels)
{
    public void Resample(IPixelRows source, Span<byte> destination)
    {
        int side = Math.Min(source.Width, source.Height);
        int left = (source.Width - side) / 2, top = (source.Height - side) / 2;
        var axis = new ResampleAxis(side, size);
        float[] wide = new float[channels * side];
        float[] narrow = new float[channels * size];
        float[] sums = new float[channels * size * size];

        int firstOutput = 0;
        for (int y = 0; y < side; y++)
        {
            source.ReadRow(top + y, left, channels, wide);
            for (int channel = 0; channel < channels; channel++)
                ResampleLine(axis, wide.AsSpan(channel * side, side), narrow.AsSpan(channel * size, size));

            while (axis.Start(firstOutput) + axis.Weights(firstOutput).Length <= y)
                firstOutput++;
            for (int output = firstOutput; output < size && axis.Start(output) <= y; output++)
                AddRow(narrow, axis.Weights(output)[y - axis.Start(output)], output, sums);
        }
        for (int i = 0; i < sums.Length; i++)
            destination[i] = (byte)Math.Clamp(sums[i] + 0.5f, 0, 255);
    }

    private static void ResampleLine(ResampleAxis axis, ReadOnlySpan<float> line, Span<float> output)
    {
        for (int i = 0; i < output.Length; i++)
        {
            var weights = axis.Weights(i);
            var part = line.Slice(axis.Start(i), weights.Length);
            float sum = 0;
            for (int k = 0; k < weights.Length; k++)
                sum += weights[k] * part[k];
            output[i] = sum;
        }
    }

    private void AddRow(ReadOnlySpan<float> row, float weight, int output, Span<float> sums)
    {
        for (int channel = 0; channel < channels; channel++)
        {
            var target = sums.Slice((channel * size + output) * size, size);
            var from = row.Slice(channel * size, size);
            for (int x = 0; x < size; x++)
                target[x] += weight * from[x];
        }
    }
}

/// <summary>
/// Weights that take a line of some pixels to one of more or fewer: each output pixel averages the area that it covers
/// when shrinking, and interpolates linearly between pixel centers when growing.
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
        float[] weights = new float[end - first];
        for (int k = 0; k < weights.Length; k++)
            weights[k] = (float)((Math.Min(high, first + k + 1) - Math.Max(low, first + k)) / (high - low));
        return (first, weights);
    }

    private static (int, float[]) Linear(int source, int target, int i)
    {
        double center = Math.Clamp((i + 0.5) * source / target - 0.5, 0, source - 1);
        int first = (int)center;
        float second = (float)(center - first);
        return (first, second == 0 ? [1] : [1 - second, second]);
    }
}
