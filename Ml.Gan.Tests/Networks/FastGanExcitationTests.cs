using Ml.Gan.Native;
using Ml.Gan.Networks;
using Ml.Gan.Tests.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Networks;

[TestClass]
public sealed class FastGanExcitationTests : LayerTests
{
    private const int Inputs = 3, Outputs = 2, Size = 4, Factor = 2;

    [TestMethod]
    public void Channels_are_multiplied_by_what_the_other_map_s_blocks_of_pixels_say()
    {
        using var excitation = new SkipLayerExcitation(Inputs, Outputs, Factor, Size, Parameters);
        excitation.to(float64);
        var (source, excited) = (Numeric.Normal(Random, 2, Inputs, 8, 8), Numeric.Normal(Random, 2, Outputs, 16, 16));
        double[][] weights = [.. excitation.parameters().Select(weight => weight.data<double>().ToArray())];
        double[] x = source.data<double>().ToArray(), y = excited.data<double>().ToArray();
        double Block(int sample, int channel, int row, int column) => Enumerable.Range(0, 4).Average(
            i => x[((sample * Inputs + channel) * 8 + 2 * row + i / 2) * 8 + 2 * column + i % 2]);
        double First(int sample, int output) => (
            from channel in Enumerable.Range(0, Inputs)
            from row in Enumerable.Range(0, Size)
            from column in Enumerable.Range(0, Size)
            select weights[0][((output * Inputs + channel) * Size + row) * Size + column]
                * Block(sample, channel, row, column)).Sum();
        double Sigmoid(double v) => 1 / (1 + Math.Exp(-v));
        double Swished(int sample, int output) => First(sample, output) * Sigmoid(First(sample, output));
        double Factors(int sample, int output) => Sigmoid(
            Enumerable.Range(0, Outputs).Sum(i => weights[1][output * Outputs + i] * Swished(sample, i)));
        double[] expected = [.. y.Select((v, i) => v * Factors(i / (Outputs * 256), i / 256 % Outputs))];

        Numeric.AreClose(expected, excitation.call(source, excited).flatten(), 1e-12);
    }

    [TestMethod]
    public void Onnx_runtime_computes_the_same()
    {
        using var excitation = new SkipLayerExcitation(Inputs, Outputs, Factor, Size, Parameters);
        var (source, excited) =
            (torch.randn(2, Inputs, 8, 8, generator: Random), torch.randn(2, Outputs, 16, 16, generator: Random));
        var graph = new OnnxGraph("excitation");
        OnnxValue s = graph.Input("s", null, Inputs, 8, 8), e = graph.Input("e", null, Outputs, 16, 16);
        graph.Output("y", excitation.Export(graph, "excitation", s, e));

        float[] exported = OnnxRun.Run(
            graph, ("s", source.ToFloats(), source.shape), ("e", excited.ToFloats(), excited.shape));

        OnnxRun.AreClose(excitation.call(source, excited).ToFloats(), exported, 1e-5f);
    }

    [TestMethod]
    public void Each_map_is_excited_by_the_one_so_many_blocks_before_as_it_was_excited_itself()
    {
        using var blocks = Blocks(count: 5, skip: 2);
        var input = torch.randn(2, 2, 4, 4, generator: Random);
        var excitations = blocks.modules().OfType<SkipLayerExcitation>().Distinct().ToArray();
        Assert.HasCount(3, excitations);

        var maps = blocks.Maps(input);

        Assert.HasCount(5, maps);
        Numeric.AreClose(input * 2, maps[0], 0);
        Numeric.AreClose(maps[0] * 2, maps[1], 0);
        for (int i = 2; i < 5; i++)
            Numeric.AreClose(excitations[i - 2].call(maps[i - 2], maps[i - 1] * 2), maps[i], 0);
        Numeric.AreClose(maps[4], blocks.call(input), 0);
        LayerExport.AreTheSame(blocks, input);
    }

    private ExcitedBlocks Blocks(int count, int skip) => new(
        [.. Enumerable.Range(0, count).Select(_ => new LayerSequence("double", [new Scale(2)]))],
        skip,
        (_, _) => new SkipLayerExcitation(2, 2, 1, 4, Parameters));
}
