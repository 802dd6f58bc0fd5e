using Ml.Gan.Networks;
using TorchSharp;

namespace Ml.Gan.Tests.Networks;

[TestClass]
public sealed class ReflectionPaddingTests : LayerTests
{
    [TestMethod]
    [DataRow(1, 2, 3)]
    [DataRow(3, 4, 5)]
    public void What_lies_outside_is_what_lies_as_far_inside(int padding, int height, int width)
    {
        using var layer = new ReflectionPadding(padding);
        var input = Numeric.Normal(Random, 2, 3, height, width);
        double[] x = input.data<double>().ToArray();
        static int Mirrored(int place, int size) => place < 0 ? -place : place >= size ? 2 * (size - 1) - place : place;
        double[] expected =
        [
            .. from map in Enumerable.Range(0, 6)
               from row in Enumerable.Range(-padding, height + 2 * padding)
               from column in Enumerable.Range(-padding, width + 2 * padding)
               select x[(map * height + Mirrored(row, height)) * width + Mirrored(column, width)],
        ];

        var output = layer.call(input);

        CollectionAssert.AreEqual(new long[] { 2, 3, height + 2 * padding, width + 2 * padding }, output.shape);
        Numeric.AreClose(expected, output.flatten(), 0);
    }

    [TestMethod]
    public void Gradients_agree_with_finite_differences()
    {
        using var layer = new ReflectionPadding(2);

        LayerGradients.AgreeWithFiniteDifferences(layer, Random, [2, 2, 3, 4]);
    }

    [TestMethod]
    public void Channels_stay_last_and_onnx_runtime_computes_the_same_at_any_size()
    {
        using var layer = new ReflectionPadding(3);
        var maps = ChannelsLast.Of(torch.randn(2, 5, 4, 6, generator: Random));

        Assert.AreEqual(ChannelsLast.IsLast(maps), ChannelsLast.IsLast(layer.call(maps)));
        LayerExport.AreTheSameAtAnySize(layer, maps, torch.randn(1, 5, 9, 4, generator: Random));
    }

    [TestMethod]
    public void The_parts_of_a_reflected_convolution_keep_the_size()
    {
        using var layer = new LayerSequence(
            "layers", ReflectedConvolution.Create(2, 3, kernel: 7, bias: true, Parameters));
        var constant = torch.ones(1, 2, 5, 6);

        var output = layer.call(constant);

        CollectionAssert.AreEqual(new long[] { 1, 3, 5, 6 }, output.shape);
        // No frame of zeros is seen: a constant image has a constant output.
        Assert.AreEqual(0, (output - output.mean([2, 3], keepdim: true)).abs().max().item<float>(), 1e-6);
        Assert.IsGreaterThan(1e-3f, output.abs().max().item<float>());
    }
}
