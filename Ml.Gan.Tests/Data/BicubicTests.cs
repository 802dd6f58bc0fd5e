using Ml.Gan.Data;
using Ml.Gan.Metrics;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Data;

[TestClass]
public sealed class BicubicTests
{
    /// <summary>Against a loop over all pixels, not separable, in float64.</summary>
    [TestMethod]
    [DataRow(2, 12, 16)]
    [DataRow(4, 12, 16)]
    [DataRow(4, 32, 8)]
    [DataRow(4, 4, 4)]
    public void Reduces_as_the_definition_says(int factor, int height, int width)
    {
        using var scope = NewDisposeScope();
        var images = Noise(2, 3, height, width);
        var small = new Bicubic(factor).Apply(images);
        CollectionAssert.AreEqual(new long[] { 2, 3, height / factor, width / factor }, small.shape);
        double[] expected = Defined(images, height / factor, width / factor);
        float[] actual = small.data<float>().ToArray();
        for (int i = 0; i < expected.Length; i++)
        {
            double level = (actual[i] + 1) * 127.5, exact = Math.Clamp((expected[i] + 1) * 127.5, 0, 255);
            Assert.AreEqual(Math.Round(level), level, 1e-4);
            Assert.AreEqual(exact, level, 0.501);
        }
    }

    [TestMethod]
    [DataRow(2)]
    [DataRow(3)]
    [DataRow(4)]
    public void Enlarges_as_the_definition_says(int factor)
    {
        using var scope = NewDisposeScope();
        var images = Noise(2, 1, 7, 5);
        var large = Bicubic.Enlarge(images, factor);
        CollectionAssert.AreEqual(new long[] { 2, 1, 7 * factor, 5 * factor }, large.shape);
        float[] actual = large.data<float>().ToArray();
        double[] expected = Defined(images, 7 * factor, 5 * factor);
        for (int i = 0; i < expected.Length; i++)
            Assert.AreEqual(Math.Clamp(expected[i], -1, 1), actual[i], 1e-6);
    }

    /// <summary>What Pillow 9.4.0 gives of the same bytes (Image.BICUBIC), which rounds rows before columns.</summary>
    [TestMethod]
    public void Reduced_images_are_those_of_pillow()
    {
        using var scope = NewDisposeScope();
        var image = Levels(16);
        AreNear(new Bicubic(2).Apply(image),
        [
            11, 46, 79, 95, 111, 147, 177, 181, 40, 90, 106, 120, 154, 190, 211, 201, 91, 125, 160, 157, 177, 145, 173,
            143, 159, 177, 181, 189, 126, 24, 34, 67, 160, 91, 62, 84, 109, 131, 157, 155, 109, 143, 148, 154, 181, 117,
            128, 141, 170, 138, 74, 71, 121, 117, 128, 140, 129, 153, 125, 132, 119, 140, 174, 121,
        ]);
        AreNear(new Bicubic(4).Apply(image),
            [50, 103, 158, 196, 135, 161, 123, 111, 131, 116, 125, 131, 143, 110, 128, 139]);
        var large = Bicubic.Enlarge(Levels(4), 4);
        AreNear(large[0, 0, 5], [1, 1, 4, 8, 14, 20, 26, 30, 36, 41, 46, 53, 59, 62, 65, 66]);
        AreNear(large[0, 0, 15], [24, 27, 32, 41, 52, 66, 78, 92, 104, 113, 113, 104, 93, 84, 79, 76]);

        static Tensor Levels(int size) => tensor(
            [.. Enumerable.Range(0, size * size).Select(i => (i % size, i / size))
                .Select(p => (p.Item1 * 12 + p.Item2 * p.Item2 * 3 + p.Item1 * p.Item2 % 7 * 10) % 256 / 127.5f - 1)],
            [1, 1, size, size]);
        static void AreNear(Tensor actual, int[] expected)
        {
            float[] values = actual.data<float>().ToArray();
            Assert.HasCount(expected.Length, values);
            for (int i = 0; i < expected.Length; i++)
                Assert.AreEqual(expected[i], (values[i] + 1) * 127.5, 1.001);
        }
    }

    /// <summary>Cubic convolution with a = −0.5 reproduces quadratics (Keys, 1981), away from the border.</summary>
    [TestMethod]
    public void Quadratics_are_enlarged_exactly()
    {
        const int Size = 12;
        using var scope = NewDisposeScope();
        static double Value(double y, double x) => 0.004 * x * x - 0.05 * y + 0.002 * x * y - 0.003 * y * y + 0.1;
        double[] values = [.. Enumerable.Range(0, Size * Size).Select(i => Value(i / Size, i % Size))];
        var large = Bicubic.Enlarge(tensor(values, [1, 1, Size, Size]), 4);
        for (int y = 8; y < 4 * Size - 8; y++)
        {
            for (int x = 8; x < 4 * Size - 8; x++)
                Assert.AreEqual(
                    Value((y + 0.5) / 4 - 0.5, (x + 0.5) / 4 - 0.5), large[0, 0, y, x].item<float>(), 1e-6);
        }
    }

    [TestMethod]
    public void Plain_images_stay_plain()
    {
        using var scope = NewDisposeScope();
        foreach (float value in (float[])[-1, 0.2f, 1])
        {
            var image = full([1, 1, 16, 16], value);
            foreach (var changed in (Tensor[])[new Bicubic(4).Apply(image), new Bicubic(2).Apply(image)])
                Assert.AreEqual(value, changed.data<float>().ToArray().Distinct().Single(), 0.5 / 127.5 + 1e-6);
            Assert.AreEqual(0, (Bicubic.Enlarge(image, 4) - value).abs().max().item<float>(), 1e-6);
        }
    }

    [TestMethod]
    public void A_larger_factor_loses_more()
    {
        using var scope = NewDisposeScope();
        using var glyphs = new Glyphs(32);
        long[] indices = [.. Enumerable.Range(0, 32).Select(i => (long)i)];
        var images = tensor(glyphs.Read(indices), [32, 1, 32, 32]);
        double Psnr(int factor) => ImageComparison.Of(
            Bicubic.Enlarge(new Bicubic(factor).Apply(images), factor), images).MeanPsnr;
        Assert.IsGreaterThan(Psnr(4) + 3, Psnr(2));
        Assert.IsGreaterThan(10, Psnr(4));
    }

    /// <summary>One by one and all at once, of any type of numbers.</summary>
    [TestMethod]
    public void The_same_bytes_whatever_the_batch()
    {
        using var scope = NewDisposeScope();
        var images = Noise(9, 3, 16, 16);
        float[] together = new Bicubic(4).Apply(images).data<float>().ToArray();
        float[] alone = [.. Enumerable.Range(0, 9)
            .SelectMany(i => new Bicubic(4).Apply(images.narrow(0, i, 1)).data<float>().ToArray())];
        CollectionAssert.AreEqual(together, alone);
        CollectionAssert.AreEqual(
            together, new Bicubic(4).Apply(images.to_type(ScalarType.Float32)).data<float>().ToArray());
    }

    [TestMethod]
    public void Refuses_what_it_can_t_reduce()
    {
        using var scope = NewDisposeScope();
        Refuses("The factor of bicubic must be 2 or 4; it is 3.", () => new Bicubic(3));
        Refuses("The factor of bicubic must be 2 or 4, not 'two'.", () => Catalog.Degradations.Parse("bicubic:two"));
        Refuses("The factor of bicubic must be 2 or 4, not '-2'.", () => Catalog.Degradations.Parse("bicubic:-2"));
        Refuses("bicubic:4 makes images 4 times smaller; 30×28 pixels are no multiple of 4. Choose another size.",
            () => new Bicubic(4).Check(new SampleShape(1, 28, 30)));
        Refuses("bicubic:2 degrades images, not vectors.", () => new Bicubic(2).Check(SampleShape.Vector(4)));
        Refuses("bicubic:2 makes images 2 times smaller; 3×4 pixels are no multiple of 2. Choose another size.",
            () => new Bicubic(2).Apply(zeros(1, 1, 4, 3)));
        Assert.StartsWith("A batch of images has the shape (N, C, H, W), not (4, 4).",
            Assert.ThrowsExactly<ArgumentException>(() => new Bicubic(2).Apply(zeros(4, 4))).Message);
        Assert.AreEqual(new SampleShape(3, 7, 8), new Bicubic(4).Check(new SampleShape(3, 28, 32)));

        static void Refuses(string message, Func<object> act)
        {
            var error = Assert.ThrowsExactly<GanOptionException>(act);
            Assert.AreEqual(("Degradation", message), (error.Option, error.Message));
        }
    }

    [TestMethod]
    public void Names_are_read_back()
    {
        Assert.AreEqual(new Bicubic(4), Catalog.Degradations.Parse("bicubic"));
        Assert.AreEqual(new Bicubic(2), Catalog.Degradations.Parse("bicubic:2"));
        Assert.AreNotEqual(new Bicubic(2), new Bicubic(4));
        Assert.AreEqual(("bicubic:2", 2), (new Bicubic(2).Name, new Bicubic(2).Factor));
    }

    private static Tensor Noise(params long[] shape)
    {
        using var random = new Generator(3);
        return rand(shape, float64, generator: random) * 2 - 1;
    }

    private static double[] Defined(Tensor images, int height, int width)
    {
        var (n, c, h, w) = (images.shape[0], images.shape[1], (int)images.shape[2], (int)images.shape[3]);
        float[] source = images.to_type(ScalarType.Float32).data<float>().ToArray();
        double[] result = new double[n * c * height * width];
        for (int i = 0; i < result.Length; i++)
        {
            var (plane, y, x) = (i / (height * width), i / width % height, i % width);
            double sum = 0, weights = 0;
            for (int v = 0; v < h; v++)
            {
                for (int u = 0; u < w; u++)
                {
                    double weight = Weight(v, y, (double)h / height) * Weight(u, x, (double)w / width);
                    sum += weight * source[(plane * h + v) * w + u];
                    weights += weight;
                }
            }
            result[i] = sum / weights;
        }
        return result;

        static double Weight(int from, int to, double scale) =>
            Keys((from + 0.5 - (to + 0.5) * scale) / Math.Max(1, scale));
    }

    /// <summary>Keys (1981), equation 15.</summary>
    private static double Keys(double s)
    {
        s = Math.Abs(s);
        return s < 1 ? 1.5 * s * s * s - 2.5 * s * s + 1
            : s < 2 ? -0.5 * s * s * s + 2.5 * s * s - 4 * s + 2
            : 0;
    }
}
