using Ml.Gan.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Training;

[TestClass]
public sealed class GradientLimitTests
{
    [TestMethod]
    [DataRow(2.5, 0.5)]
    [DataRow(5.0, 1.0)]
    [DataRow(7.0, 1.0)]
    [DataRow(null, 1.0)]
    public void A_gradient_longer_than_the_limit_is_scaled_down_as_a_whole(double? limit, double factor)
    {
        using var scope = NewDisposeScope();
        Parameter[] parameters = [WithGradient(3, 0), WithGradient(-4)];

        new GradientLimit(limit).Apply(parameters);

        Assert.AreEqual(3 * factor, parameters[0].grad![0].item<float>(), 1e-5);
        Assert.AreEqual(-4 * factor, parameters[1].grad![0].item<float>(), 1e-5);
    }

    private static Parameter WithGradient(params float[] gradient) =>
        new(torch.zeros(gradient.Length)) { grad = tensor(gradient) };
}
