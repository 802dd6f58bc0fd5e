using Ml.Gan.Data;
using Ml.Gan.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Networks;

[TestClass]
public sealed class SrResNetTests : LayerTests
{
    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(4)]
    public void It_computes_what_the_paper_says(int factor)
    {
        using var network = Create(
            new SrResNet { Width = 3, Blocks = 2, Factor = factor }, TranslatorNormalization.Instance);
        var reference = new ReferenceNetwork(network);
        var images = Numeric.Normal(Random, 2, 2, 5, 6);

        Tensor Convolved(Tensor x) => reference.Convolve(x, stride: 1, padding: 1, bias: false);
        var first = reference.Rectify(reference.Convolve(images, stride: 1, padding: 4, bias: true));
        var maps = first;
        for (int block = 0; block < 2; block++)
            maps = maps + reference.Normalize(Convolved(reference.Rectify(reference.Normalize(Convolved(maps)))));
        maps = first + reference.Normalize(Convolved(maps));
        for (int size = 1; size < factor; size *= 2)
            maps = reference.Rectify(Shuffled(reference.Convolve(maps, stride: 1, padding: 1, bias: true)));
        var last = reference.Convolve(maps, stride: 1, padding: 4, bias: true);
        var expected = factor == 1 ? (images + last).clamp(-1, 1) : last.tanh();

        Assert.IsTrue(reference.IsDone);
        Numeric.AreClose(expected, network.call(images), 1e-12);
    }

    [TestMethod]
    public void Weights_start_with_the_variance_that_prelu_keeps()
    {
        using var network = Create(new SrResNet { Width = 48, Blocks = 1 }, TranslatorNormalization.Batch);
        Tensor[] weights = [.. network.parameters().Where(parameter => parameter.shape.Length == 4)];

        foreach (var weight in weights[1..3])
            AssertDeviation(Math.Sqrt(2 / (1.0625 * 9 * 48)), weight);
        AssertDeviation(Math.Sqrt(2 / (1.0625 * 81 * 2)), weights[0]);
        AssertDeviation(Math.Sqrt(1 / (81.0 * 48)), weights[^1]);
    }

    [TestMethod]
    public void Filters_that_are_no_multiple_of_those_that_start_the_same_are_refused()
    {
        using var parameters = new ParameterFactory(1, torch.CPU);
        var error = Assert.ThrowsExactly<ArgumentException>(() =>
            new Convolution(1, 6, kernel: 3, stride: 1, padding: 1, bias: false, parameters, repeats: 4));
        Assert.Contains("6 filters", error.Message);
    }

    [TestMethod]
    [DataRow(2)]
    [DataRow(4)]
    public void Untrained_it_makes_no_pattern_of_a_flat_image(int factor)
    {
        const int Size = 24, Border = 12;
        using var network = Create(
            new SrResNet { Width = 8, Blocks = 1, Factor = factor }, TranslatorNormalization.None);
        var image = torch.full([1, 2, Size, Size], 0.5, network.parameters().First().dtype);

        long start = (Border - 1) * factor, length = (Size - 2 * Border + 1) * factor;
        var inner = network.call(image).narrow(2, start, length).narrow(3, start, length);

        Numeric.AreClose(inner.mean([2, 3], keepdim: true).expand_as(inner), inner, 1e-6);
    }

    [TestMethod]
    [DataRow(TranslatorNormalization.None)]
    [DataRow(TranslatorNormalization.Batch)]
    public void Untrained_it_leaves_images_of_the_same_size_nearly_as_they_are(TranslatorNormalization normalization)
    {
        using var network = Create(new SrResNet { Width = 16, Blocks = 8, Factor = 1 }, normalization);
        var images = torch.rand(4, 2, 12, 12, generator: Random) * 2 - 1;

        float change = (network.call(images) - images).square().mean().sqrt().item<float>();

        Assert.IsTrue(change is > 0.001f and < 0.05f, $"{change}");
    }

    [TestMethod]
    [DataRow(TranslatorNormalization.None)]
    [DataRow(TranslatorNormalization.Batch)]
    public void Untrained_it_does_not_saturate_however_many_blocks_there_are(TranslatorNormalization normalization)
    {
        using var network = Create(new SrResNet { Width = 16, Blocks = 32, Factor = 2 }, normalization);

        var output = network.call(torch.rand(4, 2, 12, 12, generator: Random) * 2 - 1);

        float size = output.square().mean().sqrt().item<float>();
        Assert.IsTrue(size is > 0.1f and < 0.9f, $"{size}");
    }

    [TestMethod]
    public void Factors_sizes_and_blocks_that_can_not_be_are_refused()
    {
        SampleShape small = new(1, 7, 7), large = new(1, 28, 28);
        (string Option, string Part, Action Refused)[] cases =
        [
            ("Factor", "must be 1, 2 or 4; it is 3", () => _ = new SrResNet { Factor = 3 }),
            ("Blocks", "at least 1; it is 0", () => _ = new SrResNet { Blocks = 0 }),
            ("Size", "of 7×7 into images of 14×14; the targets are of 28×28",
                () => new SrResNet { Factor = 2 }.Check(new TranslatorDesign(small, large))),
        ];
        new SrResNet().Check(new TranslatorDesign(small, large));
        foreach (var (option, part, refused) in cases)
        {
            var error = Assert.ThrowsExactly<GanOptionException>(refused, part);
            Assert.AreEqual(option, error.Option);
            StringAssert.Contains(error.Message, part);
        }
    }

    private Layer Create(SrResNet network, TranslatorNormalization normalization)
    {
        SampleShape input = new(2, 6, 6), output = new(2, 6 * network.Factor, 6 * network.Factor);
        return network.Create(new TranslatorDesign(input, output) { Normalization = normalization }, Parameters);
    }

    /// <summary>(N, 4C, H, W) to (N, C, 2H, 2W), by strided writes.</summary>
    private static Tensor Shuffled(Tensor maps)
    {
        long channels = maps.shape[1] / 4;
        long[] shape = [maps.shape[0], channels, 2 * maps.shape[2], 2 * maps.shape[3]];
        var shuffled = torch.zeros(shape, maps.dtype);
        for (int dy = 0; dy < 2; dy++)
            for (int dx = 0; dx < 2; dx++)
                shuffled[TensorIndex.Ellipsis, TensorIndex.Slice(dy, null, 2), TensorIndex.Slice(dx, null, 2)] =
                    maps[TensorIndex.Colon, TensorIndex.Slice(2 * dy + dx, null, 4)].detach();
        return shuffled;
    }

    private static void AssertDeviation(double expected, Tensor weight) => Assert.AreEqual(
        expected, weight.std().item<float>(), expected * 5 / Math.Sqrt(2 * weight.numel()));
}
