using Ml.Gan.Models.Augmentations;
using Ml.Gan.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Models.Augmentations;

/// <summary>Images through affine transforms against interpolation and matrices of plain numbers.</summary>
[TestClass]
public sealed class AffineSamplingTests
{
    private const int Height = 5, Width = 7;

    private readonly Generator _random = new(4);
    private readonly DisposeScope _scope = NewDisposeScope();

    /// <summary>Each change alone, then all in their order: what they are, and where a place comes from.</summary>
    public static IEnumerable<object[]> Changes =>
    [
        ["nothing", new double[10], Source((x, y) => (x, y))],
        ["flip", Only(0, 1), Source((x, y) => (-x, y))],
        ["quarter turn", Only(1, Math.PI / 2), Source((x, y) => (y, -x))],
        ["whole columns", Only(2, 2), Source((x, y) => (x - 2, y))],
        ["whole rows", Only(3, -1), Source((x, y) => (x, y + 1))],
        ["scale", Only(4, 0.25), Source((x, y) => (x / 1.25, y / 1.25))],
        ["turn", Only(5, 0.7), Source((x, y) => Turned(x, y, -0.7))],
        ["stretch", Only(6, 0.25), Source((x, y) => (x / 1.25, y * 1.25))],
        ["turn after stretching", Only(7, -2), Source((x, y) => Turned(x, y, 2))],
        ["columns", Only(8, 0.4), Source((x, y) => (x - 0.4, y))],
        ["rows", Only(9, -1.3), Source((x, y) => (x, y + 1.3))],
        ["all", (double[])[1, Math.PI, 1, -1, -0.2, 0.3, 0.1, 1.1, 0.6, -0.7], Source(All)],
    ];

    [TestCleanup]
    public void Release()
    {
        _scope.Dispose();
        _random.Dispose();
    }

    [TestMethod]
    [DynamicData(nameof(Changes))]
    public void Changes_take_pixels_from_where_they_should(
        string name, double[] change, Func<double, double, (double X, double Y)> source)
    {
        var images = torch.randn([1, 2, Height, Width], generator: _random);

        float[] changed = AffineSampling.Sample(images, Changed(change).Sources()).ToFloats();

        float[] pixels = images.ToFloats();
        for (int i = 0; i < changed.Length; i++)
        {
            var (channel, row, column) = (i / (Height * Width), i / Width % Height, i % Width);
            var (x, y) = source(column - (Width - 1) / 2.0, row - (Height - 1) / 2.0);
            double expected = Interpolated(
                pixels.AsSpan(channel * Height * Width, Height * Width), x + (Width - 1) / 2.0, y + (Height - 1) / 2.0);
            Assert.AreEqual(expected, changed[i], 2e-5, $"{name}, {channel}, {row}, {column}");
        }
    }

    [TestMethod]
    public void Each_image_has_a_transform_of_its_own()
    {
        var images = torch.randn([3, 1, 4, 4], generator: _random);
        var moves = tensor((float[])[0, 1, -1]);
        var sources = Homogeneous.Translate(moves, torch.zeros_like(moves));

        var moved = AffineSampling.Sample(images, sources);

        Numeric.AreClose(images[0], moved[0], 0);
        Numeric.AreClose(images[1, 0].narrow(1, 1, 3), moved[1, 0].narrow(1, 0, 3), 1e-6);
        Numeric.AreClose(images[2, 0].narrow(1, 0, 3), moved[2, 0].narrow(1, 1, 3), 1e-6);
    }

    /// <summary>A gradient penalty needs it: here the slope of Σx³, seen through a change.</summary>
    [TestMethod]
    public void It_is_differentiable_twice()
    {
        var images = Numeric.Normal(_random, 2, 1, 4, 4);
        var sources = Homogeneous.Rotate(torch.tensor((double[])[0.4, -2])).matmul(
            Homogeneous.Scale(torch.tensor((double[])[0.8, 1.2]), torch.tensor((double[])[1.1, 0.7])));
        var at = images.clone().requires_grad_();

        SlopeSquared(at).backward();

        Assert.IsGreaterThan(1, at.grad!.abs().max().item<double>());
        Numeric.AreClose(Numeric.Gradient(SlopeSquared, images), at.grad, 1e-5);

        Tensor SlopeSquared(Tensor x)
        {
            var points = x.requires_grad ? x : x.clone().requires_grad_();
            var value = AffineSampling.Sample(points, sources).pow(3).sum();
            return autograd.grad([value], [points], retain_graph: true, create_graph: true)[0].square().sum();
        }
    }

    private static double[] Only(int index, double value) =>
        [.. Enumerable.Range(0, 10).Select(i => i == index ? value : 0)];

    private static Func<double, double, (double X, double Y)> Source(
        Func<double, double, (double X, double Y)> source) => source;

    /// <summary>The changes undone, the last one first.</summary>
    private static (double X, double Y) All(double x, double y)
    {
        (x, y) = (x - 0.6, y + 0.7);
        (x, y) = Turned(x, y, -1.1);
        (x, y) = (x / 1.1, y * 1.1);
        (x, y) = Turned(x, y, -0.3);
        (x, y) = (x / 0.8, y / 0.8);
        (x, y) = (x - 1, y + 1);
        (x, y) = Turned(x, y, -Math.PI);
        return (-x, y);
    }

    private static (double X, double Y) Turned(double x, double y, double angle) =>
        (x * Math.Cos(angle) - y * Math.Sin(angle), x * Math.Sin(angle) + y * Math.Cos(angle));

    /// <summary>Changes of one image by ten numbers, scales by what they differ from 1.</summary>
    private static GeometricChanges Changed(double[] by)
    {
        Tensor[] values =
            [.. by.Select((value, i) => torch.tensor((float[])[(float)(i is 4 or 6 ? 1 + value : value)]))];
        return new GeometricChanges(
            values[0], values[1], values[2], values[3], values[4], values[5], values[6], values[7], values[8],
            values[9]);
    }

    private static double Interpolated(ReadOnlySpan<float> pixels, double x, double y)
    {
        // Sine and cosine of quarter turns are not exactly 0 and 1.
        (x, y) = (Math.Round(x, 9), Math.Round(y, 9));
        var (left, top) = ((int)Math.Floor(x), (int)Math.Floor(y));
        double sum = 0;
        for (int right = 0; right < 2; right++)
        {
            for (int below = 0; below < 2; below++)
            {
                double weight = (right == 1 ? x - left : left + 1 - x) * (below == 1 ? y - top : top + 1 - y);
                sum += weight * pixels[Mirrored(top + below, Height) * Width + Mirrored(left + right, Width)];
            }
        }
        return sum;
    }

    /// <summary>By walking back and forth.</summary>
    private static int Mirrored(int place, int size)
    {
        while (place < 0 || place >= size)
            place = place < 0 ? -place : 2 * (size - 1) - place;
        return place;
    }
}
