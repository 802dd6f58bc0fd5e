namespace Ml.Gan.Tests.Onnx.Writing;

/// <summary>Layers by their definitions, in double precision, for one sample.</summary>
internal static class NaiveLayers
{
    /// <summary>Pixels (C, H, W), each repeated twice in both directions.</summary>
    internal static float[] Doubled(float[] image, int channels, int side)
    {
        float[] doubled = new float[image.Length * 4];
        for (int i = 0; i < doubled.Length; i++)
        {
            int column = i % (2 * side), row = i / (2 * side) % (2 * side), channel = i / (4 * side * side);
            doubled[i] = image[(((channel * side) + (row / 2)) * side) + (column / 2)];
        }

        Assert.AreEqual(channels * side * side, image.Length);
        return doubled;
    }

    /// <summary>A 3×3 convolution, padded by 1, of (C, H, W) with a weight (O, C, 3, 3).</summary>
    internal static float[] Convolved(float[] image, float[] weight, float[] bias, int channels, int side)
    {
        float[] result = new float[bias.Length * side * side];
        for (int i = 0; i < result.Length; i++)
        {
            int column = i % side, row = i / side % side, output = i / (side * side);
            double sum = bias[output];
            for (int k = 0; k < channels * 9; k++)
            {
                int y = row + (k % 9 / 3) - 1, x = column + (k % 3) - 1;
                if (y >= 0 && y < side && x >= 0 && x < side)
                    sum += (double)weight[(output * channels * 9) + k] * image[(((k / 9 * side) + y) * side) + x];
            }

            result[i] = (float)sum;
        }

        return result;
    }
}
