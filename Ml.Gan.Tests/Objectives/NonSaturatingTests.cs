using Ml.Gan.Objectives;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Objectives;

[TestClass]
public sealed class NonSaturatingTests
{
    [TestMethod]
    [DataRow(1.0)]
    [DataRow(0.9)]
    public void Losses_are_the_cross_entropies_of_the_papers(double label)
    {
        double[] real = [0.3, -1.2], generated = [2.0, -0.7];
        double expectedD = real.Average(d => -label * Math.Log(Sigmoid(d)) - (1 - label) * Math.Log(1 - Sigmoid(d)))
            + generated.Average(d => -Math.Log(1 - Sigmoid(d)));
        double expectedG = generated.Average(d => -Math.Log(Sigmoid(d)));

        Scores.AreWorth(new NonSaturating { RealLabel = label }, real, generated, expectedD, expectedG);
    }

    [TestMethod]
    public void Losses_grow_linearly_at_extreme_logits()
    {
        using var extremes = tensor(new[] { 1e4f, -1e4f });
        using var d = new NonSaturating().DiscriminatorLoss(extremes, extremes);
        using var g = new NonSaturating().GeneratorLoss(extremes);

        Assert.AreEqual(1e4f, d.item<float>(), 1f);
        Assert.AreEqual(5e3f, g.item<float>(), 1f);
    }

    [TestMethod]
    [DataRow(0.0)]
    [DataRow(1.1)]
    [DataRow(double.NaN)]
    public void Labels_that_are_no_probability_of_real_are_refused(double label)
    {
        var error = Assert.ThrowsExactly<GanOptionException>(() => new NonSaturating { RealLabel = label });
        Assert.AreEqual("Objective", error.Option);
        Assert.Contains("above 0 and at most 1", error.Message);
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
