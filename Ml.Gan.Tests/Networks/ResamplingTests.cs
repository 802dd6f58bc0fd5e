using Ml.Gan.Networks;
using TorchSharp;

namespace Ml.Gan.Tests.Networks;

/// <summary>Nearest-neighbor up-sampling and pooling to means.</summary>
[TestClass]
public sealed class ResamplingTests : LayerTests
{
    [TestMethod]
    public void Nearest_upsampling_repeats_pixels()
    {
        using var layer = new NearestUpsampling(3);
        var input = torch.tensor(new float[] { 1, 2 }, [1, 1, 1, 2]);

        Numeric.AreClose([1, 1, 1, 2, 2, 2, 1, 1, 1, 2, 2, 2, 1, 1, 1, 2, 2, 2], layer.call(input).reshape(-1), 0);
    }

    [TestMethod]
    public void Pooling_takes_the_mean_of_blocks()
    {
        using var layer = new AveragePooling();
        var input = torch.tensor(new float[] { 1, 2, 3, 4, 5, 6, 7, 9 }, [1, 1, 2, 4]);

        Numeric.AreClose([3.5, 5.75], layer.call(input).reshape(-1));
    }

    [TestMethod]
    [DataRow(2)]
    [DataRow(3)]
    public void Gradients_agree_with_finite_differences(int factor)
    {
        using var up = new NearestUpsampling(factor);
        using var down = new AveragePooling(factor);

        LayerGradients.AgreeWithFiniteDifferences(up, Random, [2, 2, 2, 1]);
        LayerGradients.AgreeWithFiniteDifferences(down, Random, [2, 2, factor, 2 * factor]);
    }

    [TestMethod]
    [DataRow(2)]
    [DataRow(3)]
    public void Onnx_runtime_computes_the_same(int factor)
    {
        using var up = new NearestUpsampling(factor);
        using var down = new AveragePooling(factor);

        LayerExport.AreTheSame(up, torch.randn(2, 3, 4, 5, generator: Random));
        LayerExport.AreTheSame(down, torch.randn(2, 3, 2 * factor, 3 * factor, generator: Random));
    }
}
