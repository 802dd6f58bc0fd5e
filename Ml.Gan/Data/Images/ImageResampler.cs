namespace Ml.Gan.Data;

/// <summary>
/// Takes pictures of any size to size×size: the largest centred square, then <see cref="ResampleAxis"/> both ways, on the encoded
/// values as they are. Output: C·size·size bytes, channel by channel; 1 channel is luma, 3 are red, green, blue.
/// </summary>
internal sealed class ImageResampler(int size, int channels)
{
    public void Resample(IPixelRows source, Span<byte> destination)
    {
        int side = Math.Min(source.Width, source.Height);
        int left = (source.Width - side) / 2, top = (source.Height - side) / 2;
        var axis = new ResampleAxis(side, size);
        var wide = new float[channels * side];
        var narrow = new float[channels * size];
        var sums = new float[channels * size * size];

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
            ReadOnlySpan<float> weights = axis.Weights(i);
            ReadOnlySpan<float> part = line.Slice(axis.Start(i), weights.Length);
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
            Span<float> target = sums.Slice((channel * size + output) * size, size);
            ReadOnlySpan<float> from = row.Slice(channel * size, size);
            for (int x = 0; x < size; x++)
                target[x] += weight * from[x];
        }
    }
}
