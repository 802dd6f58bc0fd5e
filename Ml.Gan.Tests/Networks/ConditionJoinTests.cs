using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Native;
using Ml.Gan.Networks;
using TorchSharp;

namespace Ml.Gan.Tests.Networks;

[TestClass]
public sealed class ConditionJoinTests : LayerTests
{
    private static readonly SampleShape s_image = new(2, 2, 3);

    [TestMethod]
    public void Images_get_a_plane_that_is_linear_in_the_condition()
    {
        using var layer = new ConditionJoin(s_image, 2, Parameters);
        var (images, condition) =
            (torch.randn(2, 2, 2, 3, generator: Random), torch.tensor(new float[] { 1, 0, 0.5f, -1 }, [2, 2]));
        float[] w = layer.parameters().Single().ToFloats(); // (6, 2)

        var joined = layer.call(images, condition);

        Assert.AreEqual(new SampleShape(3, 2, 3), layer.Joined);
        Numeric.AreClose(images, joined.narrow(1, 0, 2), 0);
        double[] planes =
            [
                .. Enumerable.Range(0, 6).Select(p => (double)w[2 * p]),
                .. Enumerable.Range(0, 6).Select(p => 0.5 * w[2 * p] - w[2 * p + 1]),
            ];
        Numeric.AreClose(planes, joined.narrow(1, 2, 1).reshape(-1));
    }

    /// <summary>Whatever the length of the condition, its plane starts about as strong as the image.</summary>
    [TestMethod]
    [DataRow(1)]
    [DataRow(10)]
    [DataRow(128)]
    [DataRow(1024)]
    public void The_plane_of_numbers_in_their_range_starts_of_unit_strength(int size)
    {
        using var layer = new ConditionJoin(
            new SampleShape(1, 16, 16), size, Parameters, Conditioning.MeanSquareOf(size));
        var condition = torch.rand([64, size], generator: Random) * 2 - 1;

        var plane = layer.call(torch.zeros(64, 1, 16, 16), condition).narrow(1, 1, 1);

        double root = Math.Sqrt(plane.square().mean().item<float>());
        Assert.IsTrue(root is > 0.5 and < 2, $"{root}");
    }

    [TestMethod]
    public void Vectors_get_the_condition_itself()
    {
        using var layer = new ConditionJoin(SampleShape.Vector(2), 1, Parameters);

        var joined = layer.call(
            torch.tensor(new float[] { 1, 2, 3, 4 }, [2, 2]), torch.tensor(new float[] { 9, 8 }, [2, 1]));

        Assert.AreEqual(SampleShape.Vector(3), layer.Joined);
        Numeric.AreClose([1, 2, 9, 3, 4, 8], joined.view(-1), 0);
    }

    [TestMethod]
    public void Its_gradients_agree_with_finite_differences()
    {
        using var layer = new ConditionJoin(s_image, 2, Parameters);

        LayerGradients.AgreeWithFiniteDifferences(layer, Random, [2, 2, 2, 3], torch.eye(2));
    }

    [TestMethod]
    public void Onnx_runtime_computes_the_same()
    {
        using var ofImages = new ConditionJoin(s_image, 2, Parameters);
        using var ofVectors = new ConditionJoin(SampleShape.Vector(4), 2, Parameters);

        LayerExport.AreTheSame(ofImages, torch.randn(2, 2, 2, 3, generator: Random), torch.eye(2));
        LayerExport.AreTheSame(ofVectors, torch.randn(2, 4, generator: Random), torch.eye(2));
    }

    [TestMethod]
    public void Without_a_condition_it_says_that_it_needs_one()
    {
        using var layer = new ConditionJoin(s_image, 2, Parameters);

        var error = Assert.ThrowsExactly<InvalidOperationException>(() => layer.call(torch.zeros(1, 2, 2, 3)));
        StringAssert.Contains(error.Message, "join needs a condition");
    }
}
