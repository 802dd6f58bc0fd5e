using Ml.Gan.Data;
using Ml.Gan.Metrics;
using Ml.Gan.Tests.Data;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Metrics;

[TestClass]
public sealed class ImageComparisonTests
{
    private static readonly SampleShape s_shape = new(3, 17, 23);

    /// <summary>
    /// Plain images of the levels a and b in [0, 1]: PSNR is −20·lg|a − b|, SSIM is that of the means alone.
    /// </summary>
    [TestMethod]
    [DataRow(0.2, 0.7)]
    [DataRow(0.0, 1.0)]
    [DataRow(0.5, 0.51)]
    public void Plain_images_have_closed_forms(double a, double b)
    {
        var shape = new SampleShape(1, 12, 14);
        var comparison = ImageComparison.Of(Plain(a, shape), Plain(b, shape), shape);
        Assert.AreEqual(-20 * Math.Log10(Math.Abs(a - b)), comparison.MeanPsnr, 1e-4);
        Assert.AreEqual((2 * a * b + 1e-4) / (a * a + b * b + 1e-4), comparison.MeanSsim!.Value, 1e-6);
    }

    /// <summary>One level of 255 is 48.13 dB, the number that is known of bytes.</summary>
    [TestMethod]
    public void One_level_of_difference_is_48_dB()
    {
        var shape = new SampleShape(1, 2, 2);
        var comparison = ImageComparison.Of(Plain(0, shape), Plain(1 / 255.0, shape), shape);
        Assert.AreEqual(20 * Math.Log10(255), comparison.Psnr[0], 1e-3);
        Assert.AreEqual(48.1308, comparison.Psnr[0], 1e-3);
    }

    [TestMethod]
    public void Equal_images_are_told_as_such()
    {
        var random = new Xoshiro256(1, 0);
        float[] images = Noise(ref random, 2 * s_shape.Length);
        float[] others = [.. images.Select((value, i) => i < s_shape.Length ? value : 0.8f * value)];
        var comparison = ImageComparison.Of(images, others, s_shape);

        Assert.AreEqual((double.PositiveInfinity, 1), (comparison.Psnr[0], comparison.EqualCount));
        Assert.IsTrue(double.IsFinite(comparison.Psnr[1]));
        Assert.AreEqual(double.PositiveInfinity, comparison.MeanPsnr);
        Assert.AreEqual(1, comparison.Ssim![0], 1e-12);
        Assert.IsLessThan(1, comparison.Ssim[1]);
        Assert.StartsWith("PSNR ∞ (1 of 2 images equal), SSIM 0.9", comparison.ToString());
        Assert.MatchesRegex(@"^PSNR \d+\.\d\d dB, SSIM 0\.\d{4}$",
            ImageComparison.Of(
                images.AsMemory(s_shape.Length), others.AsMemory(s_shape.Length), s_shape).ToString());
    }

    /// <summary>Against loops over windows of 121 weights, in float64, as the paper has it.</summary>
    [TestMethod]
    [DataRow(1, 11, 11)]
    [DataRow(1, 17, 23)]
    [DataRow(3, 20, 13)]
    public void Values_are_those_of_the_definition(int channels, int height, int width)
    {
        var shape = new SampleShape(channels, height, width);
        var random = new Xoshiro256(2, 0);
        float[] x = Noise(ref random, 3 * shape.Length);
        float[] y = [.. x.Select((value, i) => Math.Clamp(value + (i / shape.Length) * 0.3f * random.Next(-1, 1)
            + 0.1f, -1, 1))];
        var comparison = ImageComparison.Of(x, y, shape);
        for (int i = 0; i < 3; i++)
        {
            float[] a = x[(i * shape.Length)..((i + 1) * shape.Length)];
            float[] b = y[(i * shape.Length)..((i + 1) * shape.Length)];
            double error = a.Zip(b, (p, q) => Math.Pow((double)p - q, 2)).Average();
            Assert.AreEqual(20 * Math.Log10(2) - 10 * Math.Log10(error), comparison.Psnr[i], 1e-9);
            Assert.AreEqual(Defined(a, b, shape), comparison.Ssim![i], 1e-12);
        }
        Assert.AreEqual(comparison.Ssim!.Average(), comparison.MeanSsim!.Value, 1e-15);
        Assert.AreEqual(comparison.Psnr.Average(), comparison.MeanPsnr, 1e-12);
    }

    /// <summary>
    /// What scikit-image 0.19.3 (NumPy 1.24.2) gives of the same bytes: peak_signal_noise_ratio, and
    /// structural_similarity with data_range=255, gaussian_weights=True, sigma=1.5, use_sample_covariance=False.
    /// </summary>
    [TestMethod]
    [DataRow(1, 29.331068832956003, 0.9932075166136076)]
    [DataRow(3, 29.307159380383357, 0.9928381525598567)]
    public void Values_are_those_of_scikit_image(int channels, double psnr, double ssim)
    {
        var shape = new SampleShape(channels, 16, 20);
        int[] first = [.. Enumerable.Range(0, shape.Length).Select(i => Level(i / 320, i / 20 % 16, i % 20))];
        int[] second = [.. first.Select((level, i) =>
            Math.Clamp(level + (i % 20 * 5 + i / 20 % 16 * 11 + i / 320) % 31 - 15, 0, 255))];
        var comparison = ImageComparison.Of(Scaled(first), Scaled(second), shape);
        Assert.AreEqual(psnr, comparison.MeanPsnr, 1e-5);
        Assert.AreEqual(ssim, comparison.MeanSsim!.Value, 1e-7);

        static int Level(int c, int y, int x) => (x * 12 + y * y * 3 + x * y % 7 * 10 + 40 * c) % 256;
        static float[] Scaled(int[] levels) => [.. levels.Select(level => (float)(level / 127.5 - 1))];
    }

    /// <summary>Both are symmetric, and don't change where images are mirrored or turned together.</summary>
    [TestMethod]
    public void Both_are_symmetric_and_of_no_direction()
    {
        using var scope = NewDisposeScope();
        var random = new Xoshiro256(3, 0);
        long[] shape = [4, s_shape.Channels, s_shape.Height, s_shape.Width];
        var x = tensor(Noise(ref random, 4 * s_shape.Length), shape);
        var y = (x + 0.2 * tensor(Noise(ref random, 4 * s_shape.Length), shape)).clamp(-1, 1);
        var comparison = ImageComparison.Of(x, y);
        foreach (var other in (ImageComparison[])
            [
                ImageComparison.Of(y, x), ImageComparison.Of(x.flip(3), y.flip(3)),
                ImageComparison.Of(x.transpose(2, 3), y.transpose(2, 3)), ImageComparison.Of(x.flip(1), y.flip(1)),
                ImageComparison.Of(x.to_type(ScalarType.Float64), y),
            ])
        {
            for (int i = 0; i < 4; i++)
            {
                Assert.AreEqual(comparison.Psnr[i], other.Psnr[i], 1e-9);
                Assert.AreEqual(comparison.Ssim![i], other.Ssim![i], 1e-12);
            }
        }
    }

    /// <summary>The paper's point: at one error, a shift of brightness is more like the image than noise is.</summary>
    [TestMethod]
    public void A_shift_of_brightness_is_more_similar_than_noise_of_the_same_error()
    {
        using var glyphs = new Glyphs(32);
        float[] image = [.. glyphs.Read(1).Select(value => 0.5f * value + 0.2f)];
        var random = new Xoshiro256(4, 0);
        float[] brighter = [.. image.Select(value => value + 0.1f)];
        float[] noisy = [.. image.Select(value => value + (random.Next(0, 1) < 0.5f ? -0.1f : 0.1f))];
        var (shift, noise) = (ImageComparison.Of(image, brighter, glyphs.Shape),
            ImageComparison.Of(image, noisy, glyphs.Shape));
        Assert.AreEqual(shift.MeanPsnr, noise.MeanPsnr, 1e-4);
        Assert.IsGreaterThan(noise.MeanSsim!.Value + 0.2, shift.MeanSsim!.Value);
    }

    [TestMethod]
    public void Images_smaller_than_the_window_have_no_ssim()
    {
        var shape = new SampleShape(1, 10, 40);
        var comparison = ImageComparison.Of(Plain(0.2, shape), Plain(0.3, shape), shape);
        Assert.IsNull(comparison.Ssim);
        Assert.IsNull(comparison.MeanSsim);
        Assert.AreEqual("PSNR 20.00 dB", comparison.ToString());
    }

    [TestMethod]
    public void Refuses_what_can_t_be_compared()
    {
        using var scope = NewDisposeScope();
        Refuses("Images of the shape (1, 1, 4, 4) can't be compared with references of (1, 1, 4, 5).",
            () => ImageComparison.Of(zeros(1, 1, 4, 4), zeros(1, 1, 4, 5)));
        Refuses("A batch of images has the shape (N, C, H, W), not (4, 4).",
            () => ImageComparison.Of(zeros(4, 4), zeros(4, 4)));
        Refuses("15 values of images and 15 of references were given; both must be as many images of 16 values (1x4x4)",
            () => ImageComparison.Of(new float[15], new float[15], new SampleShape(1, 4, 4)));
        Refuses("0 values of images", () => ImageComparison.Of(Array.Empty<float>(), Array.Empty<float>(), s_shape));

        static void Refuses(string message, Action act) =>
            Assert.StartsWith(message, Assert.ThrowsExactly<ArgumentException>(act).Message);
    }

    private static float[] Plain(double level, SampleShape shape)
    {
        float[] image = new float[shape.Length];
        Array.Fill(image, (float)(2 * level - 1));
        return image;
    }

    private static float[] Noise(ref Xoshiro256 random, int length)
    {
        float[] values = new float[length];
        for (int i = 0; i < length; i++)
            values[i] = random.Next(-1, 1);
        return values;
    }

    private static double Defined(float[] x, float[] y, SampleShape shape)
    {
        double[] weights = [.. Enumerable.Range(0, 121)
            .Select(i => Math.Exp(-(Math.Pow(i / 11 - 5, 2) + Math.Pow(i % 11 - 5, 2)) / 4.5))];
        double total = weights.Sum(), sum = 0;
        int positions = 0;
        for (int channel = 0; channel < shape.Channels; channel++)
        {
            for (int top = 0; top + 11 <= shape.Height; top++)
            {
                for (int left = 0; left + 11 <= shape.Width; left++, positions++)
                {
                    int[] places = [.. Enumerable.Range(0, 121)
                        .Select(i => (channel * shape.Height + top + i / 11) * shape.Width + left + i % 11)];
                    double[] a = [.. places.Select(place => (x[place] + 1.0) / 2)];
                    double[] b = [.. places.Select(place => (y[place] + 1.0) / 2)];
                    double Mean(Func<int, double> value) =>
                        Enumerable.Range(0, 121).Sum(i => weights[i] * value(i)) / total;
                    double meanA = Mean(i => a[i]), meanB = Mean(i => b[i]);
                    double varianceA = Mean(i => (a[i] - meanA) * (a[i] - meanA));
                    double varianceB = Mean(i => (b[i] - meanB) * (b[i] - meanB));
                    double covariance = Mean(i => (a[i] - meanA) * (b[i] - meanB));
                    sum += (2 * meanA * meanB + 1e-4) / (meanA * meanA + meanB * meanB + 1e-4)
                        * (2 * covariance + 9e-4) / (varianceA + varianceB + 9e-4);
                }
            }
        }
        return sum / positions;
    }
}
