using Ml.Gan.Objectives;
using Ml.Gan.Objectives.Penalties;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Objectives;

[TestClass]
public sealed class WassersteinGpTests
{
    [TestMethod]
    public void Losses_are_differences_of_means()
    {
        var objective = new WassersteinGp();
        using var d = objective.DiscriminatorLoss(tensor(new[] { 3.0, 1.0 }), tensor(new[] { 0.5, -0.5 }));
        using var g = objective.GeneratorLoss(tensor(new[] { 0.5, -2.5 }));

        Assert.AreEqual(-2.0, d.item<double>(), 1e-12);
        Assert.AreEqual(1.0, g.item<double>(), 1e-12);
    }

    [TestMethod]
    public void Gradients_agree_with_finite_differences() => ObjectiveGradients.Check(new WassersteinGp());

    [TestMethod]
    public void The_penalty_carries_the_weight_and_forbids_batch_norm()
    {
        var penalty = new WassersteinGp { PenaltyWeight = 3 }.Penalty;

        Assert.AreEqual(3.0, ((GradientPenalty)penalty).Weight);
        Assert.IsFalse(penalty.AllowsBatchNorm);
    }
}
