using Ml.Gan.Native;
using Ml.Gan.Networks;
using TorchSharp;

namespace Ml.Gan.Tests.Networks;

[TestClass]
public sealed class EmbeddingTests : LayerTests
{
    [TestMethod]
    public void One_hot_rows_pick_a_class_s_vector_and_others_mix_them()
    {
        using var layer = new Embedding(3, 2, Parameters);
        float[] w = layer.parameters().Single().ToFloats(); // (2, 3)
        var conditions = torch.tensor(new float[] { 0, 0, 1, 1, 0, 0, 0.5f, 0, -2 }, [3, 3]);

        Numeric.AreClose(
            [w[2], w[5], w[0], w[3], 0.5 * w[0] - 2 * w[2], 0.5 * w[3] - 2 * w[5]], layer.call(conditions).view(-1));
    }

    [TestMethod]
    public void Vectors_start_as_they_are_asked_to()
    {
        using var layer = new Embedding(100, 100, Parameters, mean: 3, standardDeviation: 0.5);
        var weight = layer.parameters().Single();

        Assert.AreEqual(3, weight.mean().item<float>(), 4 * 0.5 / 100);
        Assert.AreEqual(0.5, weight.std().item<float>(), 4 * 0.5 / 141);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Its_gradients_agree_with_finite_differences(bool spectralNorm)
    {
        using var layer = new Embedding(3, 4, Parameters, spectralNorm: spectralNorm);
        layer.eval();

        LayerGradients.AgreeWithFiniteDifferences(layer, Random, [2, 3]);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Onnx_runtime_computes_the_same(bool spectralNorm)
    {
        using var layer = new Embedding(3, 4, Parameters, spectralNorm: spectralNorm);
        layer.call(torch.eye(3));

        LayerExport.AreTheSame(layer, torch.randn(5, 3, generator: Random));
    }
}
