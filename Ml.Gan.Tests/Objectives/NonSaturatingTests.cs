using Ml.Gan.Objectives;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Objectives;

[TestClass]
public sealed class NonSaturatingTests
{
    private readonly NonSaturating _objective = new();

    [TestMethod]
    public void Losses_are_the_cross_entropies_of_the_paper()
    {
        double[] real = [0.3, -1.2], generated = [2.0, -0.7];
        double expectedD = real.Average(d => -Math.Log(Sigmoid(d))) + generated.Average(d => -Math.Log(1 - Sigmoid(d)));
        double expectedG = generated.Average(d => -Math.Log(Sigmoid(d)));

        using var d = _objective.DiscriminatorLoss(tensor(real), tensor(generated));
        using var g = _objective.GeneratorLoss(tensor(generated));

        Assert.AreEqual(expectedD, d.item<double>(), 1e-12);
        Assert.AreEqual(expectedG, g.item<double>(), 1e-12);
    }

    [TestMethod]
    public void Losses_are_finite_at_extreme_logits()
    {
        using var extremes = tensor(new[] { 1e4f, -1e4f });
        using var d = _objective.DiscriminatorLoss(extremes, extremes);
        using var g = _objective.GeneratorLoss(extremes);

        Assert.AreEqual(1e4f, d.item<float>(), 1f);
        Assert.AreEqual(5e3f, g.item<float>(), 1f);
    }

    [TestMethod]
    public void Gradients_agree_with_finite_differences() => ObjectiveGradients.Check(_objective);

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
