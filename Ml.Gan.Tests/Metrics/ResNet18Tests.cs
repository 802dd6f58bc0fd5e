using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Ml.Gan.Cli.Evaluation;
using Ml.Gan.Data;
using Ml.Gan.Metrics;
using Ml.Gan.Tests.Data;

namespace Ml.Gan.Tests.Metrics;

/// <summary>The network for features that the program carries.</summary>
[TestClass]
public sealed class ResNet18Tests
{
    [TestMethod]
    public void Features_are_what_the_network_gives_for_blue_green_and_red_less_their_means()
    {
        const int Side = 224;
        var random = new Random(1);
        byte[] colors = new byte[3 * Side * Side];
        random.NextBytes(colors);
        using var space = OnnxFeatures.Load(OpenedFeatures.ResNet18File, new SampleShape(3, Side, Side));
        var input = new DenseTensor<float>([1, 3, Side, Side]);
        float[] means = [103.939f, 116.779f, 123.68f];
        for (int i = 0; i < colors.Length; i++)
        {
            int channel = 2 - i / (Side * Side), place = i % (Side * Side);
            input[0, channel, place / Side, place % Side] = colors[i] - means[channel];
        }
        using var session = new InferenceSession(OpenedFeatures.ResNet18File);
        using var results = session.Run([NamedOnnxValue.CreateFromTensor("Input247", input)]);
        float[] expected = results[0].AsEnumerable<float>().ToArray();

        float[] features = space.Extract(
            Rows.Of(colors.Length, [.. colors.Select(color => color / 127.5f - 1)])).Values.ToArray();

        Assert.HasCount(512, expected);
        for (int i = 0; i < 512; i++)
            Assert.AreEqual(expected[i], features[i], 1e-3f);
        Assert.IsGreaterThan(0.1f, expected.Max());
        Assert.Contains("(caffe pixels)", space.Description);
    }

    [TestMethod]
    public void Blurred_images_are_told_where_averaged_pixels_take_them_for_real()
    {
        var glyphs = new Glyphs(size: 32);
        var real = Read(glyphs, 0);
        var other = Read(glyphs, 1000);
        float[] blurred = [.. Enumerable.Range(0, other.Count).SelectMany(i => Blur(other[i], 32))];
        using var pixels = new PixelAverages(glyphs.Shape, limit: 5);
        using var network = OnnxFeatures.Load(OpenedFeatures.ResNet18File, glyphs.Shape);
        double Ratio(FeatureSpace space)
        {
            var features = space.Extract(real);
            return FrechetDistance.Squared(features, space.Extract(new SampleRows(blurred, other.Width)))
                / FrechetDistance.Squared(features, space.Extract(other));
        }

        Assert.IsLessThan(1.5, Ratio(pixels));
        Assert.IsGreaterThan(3, Ratio(network));
    }

    private static SampleRows Read(Glyphs glyphs, int start) =>
        new(glyphs.Read([.. Enumerable.Range(start, 20).Select(i => (long)i)]), glyphs.Shape.Length);

    /// <summary>Each pixel becomes the mean of the 5×5 around it.</summary>
    private static IEnumerable<float> Blur(ReadOnlySpan<float> image, int side)
    {
        float[] result = new float[image.Length];
        for (int i = 0; i < image.Length; i++)
        {
            for (int k = 0; k < 25; k++)
            {
                int y = Math.Clamp(i / side + k / 5 - 2, 0, side - 1);
                int x = Math.Clamp(i % side + k % 5 - 2, 0, side - 1);
                result[i] += image[y * side + x] / 25;
            }
        }
        return result;
    }
}
