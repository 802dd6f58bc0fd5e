using Ml.Gan.Models.Augmentations;
using Ml.Gan.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Models.Augmentations;

/// <summary>Colors (r, g, b) through adaptive augmentation's changes against definitions in plain numbers.</summary>
[TestClass]
public sealed class ColorChangesTests
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public static IEnumerable<object[]> Changes =>
    [
        ["nothing", Only(), Color(color => color)],
        ["brightness", Only(brightness: 0.3), Color(color => [.. color.Select(value => value + 0.3)])],
        ["contrast", Only(contrast: 1.7), Color(color => [.. color.Select(value => value * 1.7)])],
        ["luma flip", Only(flip: 1), Color(Flipped)],
        ["hue", Only(hue: 0.9), Color(color => Turned(color, 0.9))],
        ["hue by a third", Only(hue: 2 * Math.PI / 3), Color(color => [color[2], color[0], color[1]])],
        ["saturation", Only(saturation: 0.4), Color(color => Saturated(color, 0.4))],
        [
            "all", new[] { -0.2, 0.8, 1, -2.1, 1.6 },
            Color(color => Saturated(Turned(Flipped([.. color.Select(value => (value - 0.2) * 0.8)]), -2.1), 1.6)),
        ],
    ];

    [TestCleanup]
    public void Release() => _scope.Dispose();

    [TestMethod]
    [DynamicData(nameof(Changes))]
    public void Colors_become_what_they_should(string name, double[] change, Func<double[], double[]> expected)
    {
        using var random = new Generator(6);
        var images = torch.randn([1, 3, 2, 2], generator: random);

        float[] changed = Changed(change).Of(images).ToFloats(), pixels = images.ToFloats();

        for (int place = 0; place < 4; place++)
        {
            double[] color = expected([pixels[place], pixels[4 + place], pixels[8 + place]]);
            for (int channel = 0; channel < 3; channel++)
                Assert.AreEqual(color[channel], changed[4 * channel + place], 1e-5, name);
        }
    }

    /// <summary>Channels that aren't three have brightness, contrast and the flip alone.</summary>
    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    public void Gray_changes_as_a_gray_color_does(int channels)
    {
        using var random = new Generator(6);
        var images = torch.randn([1, channels, 2, 2], generator: random);

        var changed = Changed([-0.2, 0.8, 1, -2.1, 1.6]).Of(images);

        Numeric.AreClose((images - 0.2) * -0.8, changed, 1e-5);
    }

    /// <summary>Luma, the mean of the three, stays; gray colors stay altogether.</summary>
    [TestMethod]
    public void Hue_and_saturation_leave_luma_as_it_is()
    {
        using var random = new Generator(6);
        var (images, angles) = (torch.randn([8, 3, 2, 2], generator: random), torch.randn(8, generator: random));
        var none = torch.zeros(8);
        var changed = new ColorChanges(none, none + 1, none, angles, angles.exp()).Of(images);

        Numeric.AreClose(images.mean([1]), changed.mean([1]), 1e-5);
        Assert.IsGreaterThan(0.1, (images - changed).abs().max().item<float>());
    }

    [TestMethod]
    public void Luma_flipped_twice_is_luma()
    {
        var flip = Homogeneous.FlipLuma(torch.ones(1));

        Numeric.AreClose(torch.eye(4).unsqueeze(0), flip.matmul(flip), 1e-6);
    }

    private static double[] Only(
        double brightness = 0, double contrast = 1, double flip = 0, double hue = 0, double saturation = 1) =>
        [brightness, contrast, flip, hue, saturation];

    private static Func<double[], double[]> Color(Func<double[], double[]> change) => change;

    private static double[] Flipped(double[] color) => [.. color.Select(value => value - 2 * color.Average())];

    private static double[] Saturated(double[] color, double factor) =>
        [.. color.Select(value => color.Average() + (value - color.Average()) * factor)];

    /// <summary>Around (1, 1, 1)/√3: the part along it stays, the rest and its cross product turn.</summary>
    private static double[] Turned(double[] color, double angle)
    {
        double mean = color.Average(), root = Math.Sqrt(3);
        double[] cross = [(color[2] - color[1]) / root, (color[0] - color[2]) / root, (color[1] - color[0]) / root];
        return [.. color.Select((value, i) => mean + (value - mean) * Math.Cos(angle) + cross[i] * Math.Sin(angle))];
    }

    private static ColorChanges Changed(double[] by)
    {
        Tensor[] values = [.. by.Select(value => torch.tensor((float[])[(float)value]))];
        return new ColorChanges(values[0], values[1], values[2], values[3], values[4]);
    }
}
