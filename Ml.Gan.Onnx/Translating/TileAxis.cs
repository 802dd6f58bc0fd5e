namespace Ml.Gan.Onnx.Translating;

/// <summary>
/// How the tiles of an image lie along its height or width: of one length, at multiples of what the network needs,
/// each overlapping the next, with weights that add up to 1 wherever a pixel of the output is.
/// </summary>
internal sealed class TileAxis
{
    private TileAxis(int side, int padded, int length, int[] starts, float[][] weights) =>
        (Side, Padded, Length, Starts, Weights) = (side, padded, length, starts, weights);

    /// <summary>Pixels of the image.</summary>
    internal int Side { get; }

    /// <summary>Pixels of the image and of what is added behind it.</summary>
    internal int Padded { get; }

    /// <summary>Pixels of a tile.</summary>
    internal int Length { get; }

    /// <summary>Where each tile begins.</summary>
    internal int[] Starts { get; }

    /// <summary>How much each pixel of each tile's output counts.</summary>
    internal float[][] Weights { get; }

    /// <summary>Pixels of the longest tile of a network that takes at least so many.</summary>
    internal static int Longest(TileOptions options, int multiple, int least = 1) =>
        Math.Max(Math.Max(2, options.Size / multiple), DividedUp(least, multiple)) * multiple;

    /// <summary>One tile.</summary>
    internal static TileAxis Whole(int side, int padded, int scale)
    {
        float[] ones = new float[checked(padded * scale)];
        Array.Fill(ones, 1);
        return new TileAxis(side, padded, padded, [0], [ones]);
    }

    /// <summary>As few tiles as there can be, no longer than is needed for that.</summary>
    internal static TileAxis Tiled(
        int side, int padded, int scale, int multiple, TileOptions options, int least = 1)
    {
        int longest = Longest(options, multiple, least);
        if (padded <= longest)
            return Whole(side, padded, scale);
        int shared = Math.Min(DividedUp(options.SharedPixels, multiple), longest / multiple / 2) * multiple;
        int count = DividedUp(padded - shared, longest - shared);
        int needed = Math.Max(DividedUp(padded + ((long)(count - 1) * shared), count), least);
        int length = DividedUp(needed, multiple) * multiple;
        long last = (padded - length) / multiple;
        int[] starts = [.. Enumerable.Range(0, count).Select(k => (int)(k * last / (count - 1)) * multiple)];
        return new TileAxis(side, padded, length, starts, NormalizedWeights(starts, length, scale, shared));
    }

    private static float[][] NormalizedWeights(int[] starts, int length, int scale, int shared)
    {
        double[] sums = new double[(starts[^1] + length) * scale];
        float[][] weights = new float[starts.Length][];
        for (int k = 0; k < starts.Length; k++)
        {
            weights[k] = [.. Enumerable.Range(0, length * scale).Select(i => (float)Weight(k, i))];
            for (int i = 0; i < weights[k].Length; i++)
                sums[(starts[k] * scale) + i] += weights[k][i];
        }

        for (int k = 0; k < starts.Length; k++)
        {
            for (int i = 0; i < weights[k].Length; i++)
                weights[k][i] = (float)(weights[k][i] / sums[(starts[k] * scale) + i]);
        }

        return weights;

        double Weight(int tile, int output)
        {
            double place = (output + 0.5) / scale;
            return Math.Min(
                tile == 0 ? 1 : Ramp(place, shared), tile == starts.Length - 1 ? 1 : Ramp(length - place, shared));
        }
    }

    /// <summary>The weight at a distance from an edge that another tile lies over.</summary>
    private static double Ramp(double distance, int shared) =>
        shared == 0 ? 1 : Math.Clamp((distance - (shared / 4d)) / (shared / 2d), 0, 1);

    private static int DividedUp(long number, int divisor) => (int)((number + divisor - 1) / divisor);
}
