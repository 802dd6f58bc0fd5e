using Ml.Gan.Data.Images;

namespace Ml.Gan.Tests.Data.Images;

[TestClass]
public sealed class ImageResamplerTests
{
    [TestMethod]
    [DataRow(7, 7, 28)]
    [DataRow(28, 28, 28)]
    [DataRow(100, 37, 28)]
    [DataRow(33, 1000, 32)]
    [DataRow(1, 1, 16)]
    public void A_constant_picture_stays_constant(int width, int height, int size)
    {
        foreach (byte value in (byte[])[0, 77, 255])
        {
            byte[] result = Resample(width, height, size, (_, _) => value);
            Assert.IsTrue(result.All(pixel => pixel == value));
        }
    }

    [TestMethod]
    public void The_same_size_stays_as_it_is()
    {
        var random = new Random(1);
        byte[] pixels = new byte[25];
        random.NextBytes(pixels);
        CollectionAssert.AreEqual(pixels, Resample(5, 5, 5, (x, y) => pixels[y * 5 + x]));
    }

    [TestMethod]
    public void A_whole_factor_averages_blocks()
    {
        var random = new Random(2);
        byte[] pixels = new byte[12 * 12];
        random.NextBytes(pixels);
        byte[] result = Resample(12, 12, 4, (x, y) => pixels[y * 12 + x]);
        for (int i = 0; i < 16; i++)
        {
            double mean = Enumerable.Range(0, 9).Average(k => pixels[(i / 4 * 3 + k / 3) * 12 + i % 4 * 3 + k % 3]);
            Assert.AreEqual(mean, result[i], 0.51);
        }
    }

    /// <summary>Three pixels to two: each covers one and a half.</summary>
    [TestMethod]
    public void A_fraction_weighs_by_area() =>
        CollectionAssert.AreEqual(
            new byte[] { 10, 50, 10, 50 },
            Resample(3, 3, 2, (x, _) => (byte)(x * 30)),
            "(0 + 30/2) / 1.5, (30/2 + 60) / 1.5");

    /// <summary>
    /// A ramp keeps its slope: at the middle of an output pixel it has the value of the same place in the source.
    /// </summary>
    [TestMethod]
    [DataRow(8, 4)]
    [DataRow(12, 5)]
    [DataRow(8, 16)]
    [DataRow(10, 28)]
    public void A_ramp_stays_a_ramp(int source, int target)
    {
        byte[] horizontal = Resample(source, source, target, (x, _) => (byte)(10 * x + 50));
        byte[] vertical = Resample(source, source, target, (_, y) => (byte)(10 * y + 50));
        for (int i = 0; i < target; i++)
        {
            double place = Math.Clamp((i + 0.5) * source / target - 0.5, 0, source - 1);
            // An average over whole and part pixels, each of one value, is off by less than a quarter of a step.
            double tolerance = source % target == 0 || target > source ? 0.51 : 3;
            Assert.AreEqual(10 * place + 50, horizontal[i], tolerance);
            Assert.AreEqual(10 * place + 50, vertical[i * target], tolerance);
        }
    }

    [TestMethod]
    public void The_central_square_is_kept()
    {
        CollectionAssert.AreEqual(new byte[] { 1, 2, 1, 2 }, Resample(4, 2, 2, (x, _) => (byte)x));
        CollectionAssert.AreEqual(new byte[] { 1, 1, 2, 2 }, Resample(2, 4, 2, (_, y) => (byte)y));
        CollectionAssert.AreEqual(new byte[] { 1, 2, 1, 2 }, Resample(5, 2, 2, (x, _) => (byte)x));
    }

    private static byte[] Resample(int width, int height, int size, Func<int, int, byte> pixel)
    {
        byte[] pixels = new byte[width * height];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = pixel(i % width, i / width);
        byte[] result = new byte[size * size];
        new ImageResampler(size, 1).Resample(new GrayRows(pixels, width, height), result);
        return result;
    }
}
