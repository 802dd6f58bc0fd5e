using Ml.Gan.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Networks;

[TestClass]
public sealed class LinearToFeatureMapsTests : LayerTests
{
    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void It_is_a_matrix_of_largest_singular_value_one_where_that_is_asked_for(bool spectralNorm)
    {
        using var layer = new LinearToFeatureMaps(5, 3, 4, Parameters, spectralNorm, standardDeviation: 0.5);
        var weight = layer.parameters().Single();
        for (int i = 0; i < 200; i++)
            layer.call(torch.eye(5));
        layer.eval();

        var matrix = layer.call(torch.eye(5)).reshape(5, -1);

        var sigma = spectralNorm ? linalg.svdvals(weight.view(5, -1)).max() : torch.ones(1);
        Numeric.AreClose(weight.view(5, -1) / sigma, matrix, 1e-4);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Its_gradients_agree_with_finite_differences(bool spectralNorm)
    {
        using var layer = new LinearToFeatureMaps(3, 2, 2, Parameters, spectralNorm);
        layer.eval();

        LayerGradients.AgreeWithFiniteDifferences(layer, Random, [2, 3]);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Onnx_runtime_computes_the_same(bool spectralNorm)
    {
        using var layer = new LinearToFeatureMaps(3, 2, 4, Parameters, spectralNorm);
        layer.call(torch.eye(3));

        LayerExport.AreTheSame(layer, torch.randn(4, 3, generator: Random));
    }
}
