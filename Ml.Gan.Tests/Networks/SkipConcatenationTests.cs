using Ml.Gan.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Networks;

[TestClass]
public sealed class SkipConcatenationTests : LayerTests
{
    [TestMethod]
    public void What_the_inner_layers_make_lies_behind_the_input_s_channels()
    {
        using var layer = new SkipConcatenation([new Scale(-2), new Relu()]);
        double[] x = [1, -2, 3, -4];

        var output = layer.call(torch.tensor(x, [1, 2, 1, 2]));

        CollectionAssert.AreEqual(new long[] { 1, 4, 1, 2 }, output.shape);
        Numeric.AreClose([1, -2, 3, -4, 0, 4, 0, 8], output.flatten(), 0);
    }

    [TestMethod]
    public void Gradients_agree_with_finite_differences()
    {
        using var layer = new SkipConcatenation(Inner());

        LayerGradients.AgreeWithFiniteDifferences(layer, Random, [2, 2, 4, 4]);
    }

    [TestMethod]
    public void Channels_are_last_and_onnx_runtime_computes_the_same_at_any_size()
    {
        using var layer = new SkipConcatenation(Inner());
        var maps = torch.randn(2, 2, 4, 4, generator: Random);

        Assert.AreEqual(ChannelsLast.IsLast(ChannelsLast.Of(maps)), ChannelsLast.IsLast(layer.call(maps)));
        LayerExport.AreTheSameAtAnySize(layer, maps, torch.randn(1, 2, 2, 8, generator: Random));
    }

    [TestMethod]
    public void The_inner_layers_get_the_condition_and_are_owned()
    {
        var inner = new Conditional();
        var layer = new SkipConcatenation([inner]);
        var condition = torch.randn(3, 2, generator: Random);

        layer.call(torch.randn(3, 2, generator: Random), condition);

        Assert.AreSame(condition, inner.Given);
        Assert.IsTrue(layer.modules().Contains(inner));
    }

    private IReadOnlyList<Layer> Inner() =>
    [
        new Convolution(2, 3, kernel: 4, stride: 2, padding: 1, bias: true, Parameters),
        new LeakyRelu(),
        new TransposedConvolution(3, 1, bias: true, Parameters),
    ];

    private sealed class Conditional() : Layer("conditional")
    {
        public Tensor? Given { get; private set; }

        public override Tensor forward(Tensor input, Tensor? condition)
        {
            Given = condition;
            return input;
        }

        public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input, OnnxValue? condition) =>
            input;
    }
}
