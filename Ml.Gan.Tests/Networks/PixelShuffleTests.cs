using Ml.Gan.Networks;
using TorchSharp;

namespace Ml.Gan.Tests.Networks;

[TestClass]
public sealed class PixelShuffleTests : LayerTests
{
    [TestMethod]
    [DataRow(2)]
    [DataRow(3)]
    public void Groups_of_channels_become_blocks_of_pixels(int factor)
    {
        const int Height = 2, Width = 4;
        using var layer = new PixelShuffle(factor);
        var input = Numeric.Normal(Random, 2, 3 * factor * factor, Height, Width);
        double[] x = input.data<double>().ToArray();
        double[] expected =
        [
            .. from sample in Enumerable.Range(0, 2)
               from channel in Enumerable.Range(0, 3)
               from row in Enumerable.Range(0, Height * factor)
               from column in Enumerable.Range(0, Width * factor)
               let source = (channel * factor + row % factor) * factor + column % factor
               select x[((sample * 3 * factor * factor + source) * Height + row / factor) * Width + column / factor],
        ];

        var output = layer.call(input);

        CollectionAssert.AreEqual(new long[] { 2, 3, Height * factor, Width * factor }, output.shape);
        Numeric.AreClose(expected, output.flatten(), 0);
    }

    [TestMethod]
    public void Gradients_agree_with_finite_differences()
    {
        using var layer = new PixelShuffle();

        LayerGradients.AgreeWithFiniteDifferences(layer, Random, [2, 8, 2, 3]);
    }

    [TestMethod]
    public void Channels_stay_last_and_onnx_runtime_computes_the_same_at_any_size()
    {
        using var layer = new PixelShuffle();
        var maps = ChannelsLast.Of(torch.randn(2, 12, 4, 6, generator: Random));

        Assert.AreEqual(ChannelsLast.IsLast(maps), ChannelsLast.IsLast(layer.call(maps)));
        LayerExport.AreTheSameAtAnySize(layer, maps, torch.randn(1, 12, 1, 3, generator: Random));
    }
}
