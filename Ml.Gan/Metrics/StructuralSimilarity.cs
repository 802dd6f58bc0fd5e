using Ml.Gan.Data;

namespace Ml.Gan.Metrics;

/// <summary>Structural similarity of two images (SSIM: Wang et al., 2004).</summary>
internal static class StructuralSimilarity
{
    /// <summary>Height and width of the window.</summary>
    public const int WindowSize = 11;

    private const double Deviation = 1.5, C1 = 0.01 * 0.01, C2 = 0.03 * 0.03;

    private static readonly double[] s_window = Gaussian();

    /// <summary>The mean over channels and positions of the window.</summary>
    /// <param name="image">C·H·W values in [-1, 1].</param>
    /// <param name="reference">As many values.</param>
    /// <param name="shape">Shape of both, of at least 11×11 pixels.</param>
    public static double Of(ReadOnlySpan<float> image, ReadOnlySpan<float> reference, SampleShape shape)
    {
        int plane = shape.Height * shape.Width;
        double sum = 0;
        for (int channel = 0; channel < shape.Channels; channel++)
            sum += OfPlane(Unit(image.Slice(channel * plane, plane)), Unit(reference.Slice(channel * plane, plane)),
                shape);
        return sum / shape.Channels;
    }

    private static double OfPlane(double[] x, double[] y, SampleShape shape)
    {
        double[] meansX = Filter(x, shape), meansY = Filter(y, shape);
        double[] squaresX = Filter(Product(x, x), shape), squaresY = Filter(Product(y, y), shape);
        double[] products = Filter(Product(x, y), shape);
        double sum = 0;
        for (int i = 0; i < products.Length; i++)
        {
            var (meanX, meanY) = (meansX[i], meansY[i]);
            double varianceX = squaresX[i] - meanX * meanX, varianceY = squaresY[i] - meanY * meanY;
            double covariance = products[i] - meanX * meanY;
            sum += (2 * meanX * meanY + C1) * (2 * covariance + C2)
                / ((meanX * meanX + meanY * meanY + C1) * (varianceX + varianceY + C2));
        }
        return sum / products.Length;
    }

    /// <summary>Weighted means in the window at all of its positions within the image.</summary>
    private static double[] Filter(double[] plane, SampleShape shape)
    {
        int width = shape.Width - WindowSize + 1, height = shape.Height - WindowSize + 1;
        double[] rows = new double[shape.Height * width], means = new double[height * width];
        for (int i = 0; i < rows.Length; i++)
        {
            var part = plane.AsSpan(i / width * shape.Width + i % width, WindowSize);
            double sum = 0;
            for (int k = 0; k < part.Length; k++)
                sum += s_window[k] * part[k];
            rows[i] = sum;
        }
        for (int i = 0; i < means.Length; i++)
        {
            double sum = 0;
            for (int k = 0; k < WindowSize; k++)
                sum += s_window[k] * rows[i + k * width];
            means[i] = sum;
        }
        return means;
    }

    private static double[] Product(double[] x, double[] y)
    {
        double[] product = new double[x.Length];
        for (int i = 0; i < product.Length; i++)
            product[i] = x[i] * y[i];
        return product;
    }

    private static double[] Unit(ReadOnlySpan<float> plane)
    {
        double[] unit = new double[plane.Length];
        for (int i = 0; i < unit.Length; i++)
            unit[i] = (plane[i] + 1.0) / 2;
        return unit;
    }

    private static double[] Gaussian()
    {
        const int Center = WindowSize / 2;
        double[] weights =
        [
            .. Enumerable.Range(-Center, WindowSize).Select(x => Math.Exp(-x * x / (2 * Deviation * Deviation))),
        ];
        double sum = weights.Sum();
        return [.. weights.Select(weight => weight / sum)];
    }
}
