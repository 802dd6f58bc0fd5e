using Ml.Gan.Data;
using Ml.Gan.Networks;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Ml.Gan.Tests.Networks;

[TestClass]
public sealed class UNetTests : LayerTests
{
    [TestMethod]
    public void It_computes_what_the_paper_says()
    {
        using var network = Create(new UNet { Width = 2, Dropout = 0 }, 16);
        var reference = new ReferenceNetwork(network);
        var images = Numeric.Normal(Random, 2, 3, 16, 16);

        Tensor Down(Tensor x, bool bias) => reference.Convolve(x, stride: 2, padding: 1, bias);
        Tensor Up(Tensor x) => reference.Normalize(reference.Transposed(x, bias: false)).relu();
        var first = leaky_relu(Down(images, bias: true), 0.2f);
        var second = leaky_relu(reference.Normalize(Down(first, bias: false)), 0.2f);
        var smallest = leaky_relu(Down(second, bias: true), 0.2f);
        var up = Up(smallest);
        up = Up(torch.cat([second, up], 1));
        var expected = reference.Transposed(torch.cat([first, up], 1), bias: true).tanh();

        CollectionAssert.AreEqual(new long[] { 2, 8, 2, 2 }, smallest.shape);
        Assert.IsTrue(reference.IsDone);
        Numeric.AreClose(expected, network.call(images), 1e-12);
    }

    [TestMethod]
    [DataRow(2, 2, 2)]
    [DataRow(6, 6, 2)]
    [DataRow(28, 28, 4)]
    [DataRow(30, 30, 2)]
    [DataRow(48, 48, 16)]
    [DataRow(64, 48, 16)]
    [DataRow(64, 64, 32)]
    [DataRow(256, 256, 128)]
    [DataRow(512, 512, 256)]
    [DataRow(1024, 2048, 256)]
    public void Images_are_halved_while_their_size_is_even_and_above_two(int height, int width, int multiple)
    {
        var network = new UNet { Width = 1 };
        var shape = new SampleShape(1, height, width);
        var design = new TranslatorDesign(shape, shape);
        network.Check(design);
        using var layers = network.Create(design, Parameters);

        Assert.AreEqual(multiple, network.Multiple(design));
        Assert.AreEqual(multiple, 1 << layers.modules().OfType<Convolution>().Distinct().Count());
        CollectionAssert.AreEqual(
            new long[] { 1, 1, multiple, multiple },
            layers.call(torch.randn(1, 1, multiple, multiple, generator: Random)).shape);
    }

    [TestMethod]
    public void Channels_double_at_each_halving_up_to_eight_times_and_meet_on_the_way_up()
    {
        using var network = Create(new UNet { Width = 2 }, 64);

        string[] weights = [.. network.parameters().Select(parameter => parameter.shape)
            .Where(shape => shape.Length == 4).Select(shape => $"{shape[0]}x{shape[1]}")];
        CollectionAssert.AreEqual(new[] { "2x3", "4x2", "8x4", "16x8", "16x16" }, weights[..5], "(outputs, inputs)");
        CollectionAssert.AreEqual(new[] { "16x16", "32x8", "16x4", "8x2", "4x1" }, weights[5..], "(inputs, outputs)");
    }

    [TestMethod]
    [DataRow(4, 0)]
    [DataRow(8, 0)]
    [DataRow(16, 1)]
    [DataRow(32, 1)]
    [DataRow(128, 2)]
    [DataRow(256, 3)]
    public void The_smallest_maps_of_the_way_up_are_dropped_out(int size, int layers)
    {
        using var network = Create(new UNet { Width = 1 }, size);
        using var without = Create(new UNet { Width = 1, Dropout = 0 }, size);
        List<long> sizes = [];
        foreach (var layer in network.modules().OfType<Dropout>().Distinct())
            layer.register_forward_hook((_, _, _, output) =>
            {
                sizes.Add(output.shape[2]);
                return output;
            });
        var images = torch.randn(1, 3, size, size, generator: Random);

        var (first, second) = (network.call(images), network.call(images));

        CollectionAssert.AreEqual(
            Enumerable.Range(2, layers).Select(power => 1L << power).ToArray(), sizes.Take(sizes.Count / 2).ToArray());
        Assert.AreEqual(layers > 0, (first - second).abs().max().item<float>() > 0);
        Assert.AreEqual(0, without.modules().OfType<Dropout>().Count());
        network.eval();
        Numeric.AreClose(network.call(images), network.call(images), 0);
    }

    [TestMethod]
    public void Neither_the_first_nor_the_smallest_maps_are_normalized_so_that_the_smallest_input_counts()
    {
        using var network = Create(new UNet { Width = 4 }, 32);
        List<long> pixels = [];
        foreach (var layer in network.modules().OfType<InstanceNorm>().Distinct())
            layer.register_forward_hook((_, _, _, output) =>
            {
                pixels.Add(output.shape[2] * output.shape[3]);
                return output;
            });

        network.call(torch.randn(2, 3, 16, 16, generator: Random));

        CollectionAssert.AreEqual(new long[] { 16, 4, 4, 16, 64 }, pixels);
    }

    [TestMethod]
    [DataRow(27, 27)]
    [DataRow(32, 27)]
    [DataRow(1, 8)]
    public void Sizes_that_can_not_be_halved_are_refused(int height, int width)
    {
        var shape = new SampleShape(1, height, width);

        var error = Assert.ThrowsExactly<GanOptionException>(
            () => new UNet().Check(new TranslatorDesign(shape, shape)));
        Assert.AreEqual("Size", error.Option);
        StringAssert.Contains(error.Message, $"must be multiples of 2; {width}×{height} is not supported");
    }

    [TestMethod]
    public void Options_out_of_range_and_shapes_that_do_not_fit_are_refused()
    {
        SampleShape image = new(3, 32, 32), vector = SampleShape.Vector(7);
        (string Option, string Part, Action Refused)[] cases =
        [
            ("Width", "The width of a unet must be at least 1; it is 0", () => _ = new UNet { Width = 0 }),
            ("Dropout", "from 0 to below 1; it is 1", () => _ = new UNet { Dropout = 1 }),
            ("Dropout", "it is -0.1", () => _ = new UNet { Dropout = -0.1 }),
            ("Translator", "vectors of 7 numbers", () => new UNet().Check(new TranslatorDesign(vector, image))),
            ("Translator", "vectors of 7 numbers", () => new UNet().Check(new TranslatorDesign(image, vector))),
            ("Size", "of 32×32 into images of 32×32; the targets are of 32×64",
                () => new UNet().Check(new TranslatorDesign(image, image with { Height = 64 }))),
        ];
        foreach (var (option, part, refused) in cases)
        {
            var error = Assert.ThrowsExactly<GanOptionException>(refused, part);
            Assert.AreEqual(option, error.Option);
            StringAssert.Contains(error.Message, part);
        }
    }

    private Layer Create(UNet network, int size) => network.Create(
        new TranslatorDesign(new SampleShape(3, size, size), new SampleShape(1, size, size)), Parameters);
}
