using Ml.Gan.Data;
using Ml.Gan.Metrics;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Data;

[TestClass]
public sealed class JpegTests
{
    /// <summary>The standard's example of a table for luminance (ITU-T T.81, table K.1).</summary>
    private static readonly int[] s_luminance =
    [
        16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29,
        51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121,
        120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
    ];

    /// <summary>
    /// Against transform, quantization and back, by the definition, in float64. The encoder computes with whole
    /// numbers, so that a coefficient near the middle of two steps may go to the other: few blocks do.
    /// </summary>
    [TestMethod]
    [DataRow(10)]
    [DataRow(50)]
    [DataRow(90)]
    public void Gray_images_are_quantized_as_the_standard_says(int quality)
    {
        using var scope = NewDisposeScope();
        const int Size = 32;
        using var glyphs = new Glyphs(Size);
        float[] image = glyphs.Read(5);
        var degraded = new Jpeg { Quality = quality }.Apply(tensor(image, [1, 1, Size, Size]));
        float[] actual = degraded.data<float>().ToArray();
        int near = 0;
        for (int block = 0; block < 16; block++)
        {
            int[] places = [.. Enumerable.Range(0, 64)
                .Select(i => (block / 4 * 8 + i / 8) * Size + block % 4 * 8 + i % 8)];
            double[] expected = Quantized([.. places.Select(place => (image[place] + 1) * 127.5)], quality);
            double difference = places.Select((place, i) => Math.Abs((actual[place] + 1) * 127.5 - expected[i])).Max();
            near += difference < 1.6 ? 1 : 0;
        }
        Assert.IsGreaterThanOrEqualTo(14, near);
    }

    /// <summary>
    /// A plain block has a mean alone, in steps of 1/8 of the table's first number, which is 16·5 at quality 10: 10
    /// levels, counted from 128. Gray images of three channels have no chroma.
    /// </summary>
    [TestMethod]
    [DataRow(1)]
    [DataRow(3)]
    public void Plain_images_come_in_steps_of_ten_at_quality_10(int channels)
    {
        using var scope = NewDisposeScope();
        foreach (int level in (int[])[0, 7, 31, 100, 128, 134, 200, 250])
        {
            var image = full([1, channels, 16, 24], level / 127.5 - 1);
            float[] actual = new Jpeg { Quality = 10 }.Apply(image).data<float>().ToArray();
            double expected = Math.Clamp(128 + 10 * Math.Round((level - 128) / 10.0), 0, 255);
            foreach (float value in actual)
                Assert.AreEqual(expected, (value + 1) * 127.5, 1.01, $"{level}");
        }
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(3)]
    public void A_lower_quality_loses_more(int channels)
    {
        using var scope = NewDisposeScope();
        var images = Targets(channels);
        double[] psnr = [.. new[] { 100, 90, 50, 10, 1 }.Select(quality =>
            ImageComparison.Of(new Jpeg { Quality = quality }.Apply(images), images).MeanPsnr)];
        for (int i = 1; i < psnr.Length; i++)
            Assert.IsLessThan(psnr[i - 1], psnr[i], string.Join(", ", psnr));
        if (channels == 1)
            Assert.IsGreaterThan(45, psnr[0]);
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(3)]
    public void The_same_bytes_whatever_the_batch(int channels)
    {
        using var scope = NewDisposeScope();
        var images = Targets(channels);
        float[] together = new Jpeg().Apply(images).data<float>().ToArray();
        float[] alone = [.. Enumerable.Range(0, (int)images.shape[0])
            .SelectMany(i => new Jpeg().Apply(images.narrow(0, i, 1)).data<float>().ToArray())];
        CollectionAssert.AreEqual(together, alone);
        CollectionAssert.AreEqual(together, new Jpeg().Apply(images).data<float>().ToArray());
        StrokeGlyphsTests.AssertBytes(together);
        CollectionAssert.AreEqual(images.shape, new Jpeg().Apply(images).shape);
    }

    /// <summary>Red stays red, above all: channels aren't exchanged.</summary>
    [TestMethod]
    public void Colors_keep_their_places_and_sizes_need_not_be_multiples_of_8()
    {
        using var scope = NewDisposeScope();
        var image = zeros(1, 3, 13, 21);
        double[] levels = [220, 30, 90];
        for (int channel = 0; channel < 3; channel++)
            image[0, channel] = full([13, 21], levels[channel] / 127.5 - 1, ScalarType.Float32);
        float[] actual = new Jpeg { Quality = 95 }.Apply(image).data<float>().ToArray();
        for (int i = 0; i < actual.Length; i++)
            Assert.AreEqual(levels[i / (13 * 21)], (actual[i] + 1) * 127.5, 4);
    }

    [TestMethod]
    public void Refuses_what_it_can_t_encode()
    {
        Refuses("The quality of jpeg must be from 1 to 100; it is 0.", () => new Jpeg { Quality = 0 });
        Refuses("The quality of jpeg must be from 1 to 100; it is 101.", () => Catalog.Degradations.Parse("jpeg:101"));
        Refuses("The quality of jpeg must be a whole number from 1 to 100, not '1.5'.",
            () => Catalog.Degradations.Parse("jpeg:1.5"));
        Refuses("jpeg:10 degrades gray and color images, of 1 or 3 channels, not of 4.",
            () => new Jpeg().Check(new SampleShape(4, 8, 8)));
        Refuses("jpeg:10 degrades images, not vectors.", () => new Jpeg().Check(SampleShape.Vector(3)));

        static void Refuses(string message, Func<object> act)
        {
            var error = Assert.ThrowsExactly<GanOptionException>(act);
            Assert.AreEqual(("Degradation", message), (error.Option, error.Message));
        }
    }

    [TestMethod]
    public void Names_are_read_back()
    {
        Assert.AreEqual(new Jpeg(), Catalog.Degradations.Parse("jpeg"));
        Assert.AreEqual(new Jpeg { Quality = 40 }, Catalog.Degradations.Parse("jpeg:40"));
        Assert.AreEqual(("jpeg:40", 1), (new Jpeg { Quality = 40 }.Name, new Jpeg().Factor));
        Assert.AreEqual(new SampleShape(3, 13, 7), new Jpeg().Check(new SampleShape(3, 13, 7)));
    }

    private static Tensor Targets(int channels)
    {
        using var pairs = PairedSamples.Open("builtin:outlines", options: new() { Channels = channels });
        long[] indices = [.. Enumerable.Range(0, 24).Select(i => (long)i)];
        return tensor(pairs.Targets.Read(indices), [24, channels, 32, 32]);
    }

    private static double[] Quantized(double[] block, int quality)
    {
        int scale = quality < 50 ? 5000 / quality : 200 - 2 * quality;
        double[] result = new double[64];
        for (int k = 0; k < 64; k++)
        {
            double step = Math.Clamp((s_luminance[k] * scale + 50) / 100, 1, 255), sum = 0;
            for (int i = 0; i < 64; i++)
                sum += (block[i] - 128) * Basis(k, i);
            double coefficient = step * Math.Round(sum / step);
            for (int i = 0; i < 64; i++)
                result[i] += coefficient * Basis(k, i);
        }
        return [.. result.Select(value => Math.Clamp(value + 128, 0, 255))];
    }

    private static double Basis(int k, int i) => Wave(k / 8, i / 8) * Wave(k % 8, i % 8);

    private static double Wave(int k, int x) =>
        Math.Cos((2 * x + 1) * k * Math.PI / 16) * (k == 0 ? Math.Sqrt(1 / 8.0) : 0.5);
}
