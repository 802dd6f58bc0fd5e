using Ml.Gan.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Networks;

[TestClass]
public sealed class PReluTests : LayerTests
{
    [TestMethod]
    public void Each_channel_has_a_slope_for_what_is_below_zero()
    {
        using var layer = Trained();
        double[] x = [-2, 0, 3, -0.5, -4, 8];

        var output = layer.to(float64).call(torch.tensor(x, [1, 2, 1, 3]));

        Numeric.AreClose([0.5 * -2, 0, 3, -1.5 * -0.5, -1.5 * -4, 8], output.flatten(), 1e-12);
    }

    [TestMethod]
    public void Slopes_start_at_a_quarter()
    {
        using var layer = new PRelu(5, Parameters);

        Numeric.AreClose([0.25, 0.25, 0.25, 0.25, 0.25], layer.parameters().Single(), 0);
    }

    [TestMethod]
    public void Gradients_agree_with_finite_differences()
    {
        using var layer = Trained();

        LayerGradients.AgreeWithFiniteDifferences(layer, Random, [3, 2, 2, 3]);
        LayerGradients.AgreeWithFiniteDifferences(layer, Random, [3, 2]);
    }

    [TestMethod]
    public void Onnx_runtime_computes_the_same_at_any_size()
    {
        using var layer = Trained();

        LayerExport.AreTheSameAtAnySize(
            layer, torch.randn(2, 2, 4, 4, generator: Random), torch.randn(1, 2, 3, 7, generator: Random));
        LayerExport.AreTheSame(layer, torch.randn(3, 2, generator: Random));
    }

    private PRelu Trained()
    {
        var layer = new PRelu(2, Parameters);
        using var frozen = no_grad();
        layer.get_parameter("weight")!.copy_(torch.tensor(new[] { 0.5f, -1.5f }));
        return layer;
    }
}
