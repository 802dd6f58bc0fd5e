using Ml.Gan.Native;
using Ml.Gan.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Networks;

[TestClass]
public sealed class ConditionalBatchNormTests : LayerTests
{
    private const int Channels = 2, Classes = 3;

    [TestMethod]
    public void Scales_and_shifts_each_sample_as_its_class_says()
    {
        using var layer = Create();
        float[] scale = layer.get_parameter("scale.weight")!.ToFloats(),
        shift = layer.get_parameter("shift.weight")!.ToFloats();
        // Channel 0 holds 1, 3, 5, 7, with mean 4 and variance 5; channel 1 twice -2 and twice 2, with variance 4.
        var input = torch.tensor(new float[] { 1, 3, -2, 2, 5, 7, 2, -2 }, [2, Channels, 1, 2]);
        int[] classes = [2, 0];
        double[] normalized = [-3 / Math.Sqrt(5), -1 / Math.Sqrt(5), -1, 1, 1 / Math.Sqrt(5), 3 / Math.Sqrt(5), 1, -1];
        double[] expected =
        [
            .. normalized.Select((value, i) =>
            {
                int weight = i / 2 % Channels * Classes + classes[i / 4];
                return value * (1 + scale[weight]) + shift[weight];
            }),
        ];

        Numeric.AreClose(expected, layer.call(input, OneHot(classes)).view(-1), 1e-5);
    }

    [TestMethod]
    public void It_starts_close_to_plain_batch_norm_for_every_condition()
    {
        using var layer = new ConditionalBatchNorm(Channels, Classes, Parameters);
        using var plain = new BatchNorm(Channels, Parameters, affine: false);
        var input = torch.randn(4, Channels, 3, 3, generator: Random);

        Numeric.AreClose(plain.call(input), layer.call(input, OneHot(0, 1, 2, 1)), 0.3);
        Numeric.AreClose(plain.call(input), layer.call(input, torch.zeros(4, Classes)), 1e-6);
    }

    [TestMethod]
    public void Its_gradients_agree_with_finite_differences()
    {
        using var layer = Create();

        LayerGradients.AgreeWithFiniteDifferences(layer, Random, [3, Channels, 2, 2], OneHot(1, 0, 1));
    }

    [TestMethod]
    public void Onnx_runtime_computes_the_same()
    {
        using var layer = Create();
        for (int i = 0; i < 10; i++)
            layer.call(torch.randn(3, Channels, 2, 2, generator: Random) * 2 + 1, OneHot(1, 0, 1));

        LayerExport.AreTheSame(layer, torch.randn(4, Channels, 3, 2, generator: Random), OneHot(0, 1, 2, 1));
    }

    [TestMethod]
    public void Without_a_condition_it_says_that_it_needs_one()
    {
        using var layer = Create();

        var error = Assert.ThrowsExactly<InvalidOperationException>(
            () => layer.call(torch.zeros(1, Channels, 1, 1), null));
        StringAssert.Contains(error.Message, "conditional_batch_norm needs a condition");
    }

    /// <summary>Scales and shifts that differ from class to class, as after some training.</summary>
    private ConditionalBatchNorm Create()
    {
        var layer = new ConditionalBatchNorm(Channels, Classes, Parameters);
        using var frozen = no_grad();
        foreach (var parameter in layer.parameters())
            parameter.normal_(0, 0.5, Random);
        return layer;
    }

    private static Tensor OneHot(params int[] classes) =>
        nn.functional.one_hot(torch.tensor(classes.Select(c => (long)c).ToArray()), Classes).to(ScalarType.Float32);
}
