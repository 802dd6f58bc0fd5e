using Ml.Gan.Objectives;
using TorchSharp;

namespace Ml.Gan.Tests.Objectives;

[TestClass]
public sealed class SemiSupervisedTests
{
    private static readonly double[] s_real = [0.5, -1, 2, 0], s_generated = [1, 1, -3, 0.25];

    private readonly SemiSupervised _objective = new();

    /// <summary>
    /// Two classes and two samples; Z is the sum of exponentials, and Z/(Z + 1) the probability of a real sample.
    /// </summary>
    [TestMethod]
    public void The_discriminator_minimizes_cross_entropies_with_an_extra_class_whose_logit_is_zero()
    {
        double expected = 0;
        for (int sample = 0; sample < 2; sample++)
        {
            double real = Math.Exp(s_real[2 * sample]) + Math.Exp(s_real[2 * sample + 1]);
            double generated = Math.Exp(s_generated[2 * sample]) + Math.Exp(s_generated[2 * sample + 1]);
            expected += (-Math.Log(real / (real + 1)) - Math.Log(1 / (generated + 1))) / 2;
        }
        using var loss = _objective.DiscriminatorLoss(Batch(s_real), Batch(s_generated));

        Assert.AreEqual(expected, loss.item<double>(), 1e-12);
    }

    [TestMethod]
    public void The_generator_matches_features()
    {
        var real = Batch(s_real) with { Features = torch.tensor(new double[] { 1, 2, 3, -4 }, [2, 2]) };
        var generated = Batch(s_generated) with { Features = torch.tensor(new double[] { 0, 1, 1, 1 }, [2, 2]) };
        using var loss = _objective.GeneratorLoss(real, generated);

        Assert.AreEqual(1.5 * 1.5 + 2 * 2, loss.item<double>(), 1e-12);
        Assert.IsTrue(_objective.GeneratorSeesReal);
    }

    [TestMethod]
    public void The_score_is_the_logit_of_real()
    {
        using var realness = _objective.Score(torch.tensor(s_real, [2, 2]));

        Assert.AreEqual(Math.Log(Math.Exp(0.5) + Math.Exp(-1)), realness[0].item<double>(), 1e-12);
        Assert.AreEqual(Math.Log(Math.Exp(2) + 1), realness[1].item<double>(), 1e-12);
    }

    private static EvaluatedBatch Batch(double[] scores) => new(torch.zeros(2, 1), torch.tensor(scores, [2, 2]));
}
