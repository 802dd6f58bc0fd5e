using Ml.Gan.Native;
using Ml.Gan.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Training;

[TestClass]
public sealed class PhaseTests
{
    private const double Rate = 0.5;

    [TestMethod]
    [DataRow(2.5, 0.5)]
    [DataRow(5.0, 1.0)]
    [DataRow(7.0, 1.0)]
    [DataRow(null, 1.0)]
    public void A_gradient_longer_than_the_limit_is_scaled_down_as_a_whole(double? limit, double factor)
    {
        using var scope = NewDisposeScope();
        Parameter[] parameters = [WithGradient(3, 0), WithGradient(-4)];
        using var phase = new Phase("g", parameters, optim.SGD(parameters, Rate));

        phase.Update(limit);

        Assert.AreEqual(3 * factor, parameters[0].grad![0].item<float>(), 1e-5);
        Assert.AreEqual(-4 * factor, parameters[1].grad![0].item<float>(), 1e-5);
        Assert.AreEqual(-Rate * 3 * factor, parameters[0][0].item<float>(), 1e-5, "the step is the clipped gradient's");
    }

    [TestMethod]
    public void The_constraint_follows_the_step()
    {
        using var scope = NewDisposeScope();
        Parameter[] parameters = [WithGradient(3, -1)];
        using var phase = new Phase(
            "d", parameters, optim.SGD(parameters, Rate), constraint: () => parameters[0].clamp_(-0.6, 0.2));

        phase.Update(null);

        CollectionAssert.AreEqual(new[] { -0.6f, 0.2f }, parameters[0].ToFloats());
    }

    [TestMethod]
    public void Learning_rates_are_multiples_of_those_the_optimizer_began_with()
    {
        using var scope = NewDisposeScope();
        Parameter[] parameters = [WithGradient(1)];
        using var phase = new Phase("d", parameters, optim.SGD(parameters, Rate));

        phase.ScaleLearningRate(0.5);
        phase.ScaleLearningRate(0.1);

        Assert.AreEqual(0.1 * Rate, phase.Optimizer.ParamGroups.Single().LearningRate, 1e-12);
    }

    private static Parameter WithGradient(params float[] gradient) =>
        new(torch.zeros(gradient.Length)) { grad = tensor(gradient) };
}
