using Ml.Gan.Objectives;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Objectives;

[TestClass]
public sealed class LossSensitiveTests
{
    private readonly EvaluatedBatch _real = Batch([[1, -1], [0, 3]], [-0.5, 2]);
    private readonly EvaluatedBatch _generated = Batch([[0, 1], [4, 3]], [1.25, -1]);

    /// <summary>
    /// Δ is (1 + 2)/2 and (4 + 0)/2 for p = 1, √((1 + 4)/2) and √((16 + 0)/2) for p = 2; L(x) − L(G(z)) is −1.75 and 3.
    /// </summary>
    [TestMethod]
    [DataRow(1.0, 1.5, 2.0)]
    [DataRow(2.0, 1.5811388300841898, 2.8284271247461903)]
    public void Losses_charge_missed_margins_alone(double power, double first, double second)
    {
        var objective = new LossSensitive { MarginWeight = 10, DistancePower = power };
        double missed = (Math.Max(0, first - 1.75) + Math.Max(0, second + 3)) / 2;

        AreWorth(objective, 0.75 + 10 * missed, 0.125);
    }

    [TestMethod]
    [DataRow(0.2)]
    [DataRow(-0.5)]
    public void The_generalized_cost_falls_or_rises_beyond_the_margin(double slope)
    {
        var objective = new GeneralizedLossSensitive { MarginWeight = 10, Slope = slope };

        AreWorth(objective, 0.75 + 10 * (slope * (1.5 - 1.75) + 2 + 3) / 2, 0.125);
    }

    [TestMethod]
    public void A_slope_of_zero_is_the_loss_sensitive_gan()
    {
        using var scope = NewDisposeScope();
        var expected = new LossSensitive().DiscriminatorLoss(_real, _generated);
        var actual = new GeneralizedLossSensitive { Slope = 0 }.DiscriminatorLoss(_real, _generated);

        Assert.AreEqual(expected.item<double>(), actual.item<double>());
    }

    [TestMethod]
    public void A_slope_of_one_and_a_large_weight_give_a_wasserstein_critics_gradients_with_the_sign_turned()
    {
        const double weight = 1e6;
        using var scope = NewDisposeScope();
        double[] generalized = Gradients((real, generated) =>
            new GeneralizedLossSensitive { Slope = 1, MarginWeight = weight }.DiscriminatorLoss(
                _real with { Outputs = real }, _generated with { Outputs = generated }) / weight);
        double[] critic = Gradients(new Wasserstein().DiscriminatorLoss);

        foreach (var (loss, score) in generalized.Zip(critic))
            Assert.AreEqual(-score, loss, 2 / weight);
    }

    [TestMethod]
    public void Slopes_above_one_and_weights_that_are_not_positive_are_refused()
    {
        foreach (var create in (Action[])
        [
            () => _ = new GeneralizedLossSensitive { Slope = 1.01 },
            () => _ = new GeneralizedLossSensitive { Slope = double.NaN },
            () => _ = new LossSensitive { MarginWeight = 0 },
            () => _ = new LossSensitive { MarginWeight = double.PositiveInfinity },
            () => _ = new LossSensitive { DistancePower = 0.9 },
        ])
            Assert.AreEqual("Objective", Assert.ThrowsExactly<GanOptionException>(create).Option);
    }

    private void AreWorth(Objective objective, double discriminatorLoss, double generatorLoss)
    {
        using var d = objective.DiscriminatorLoss(_real, _generated);
        using var g = objective.GeneratorLoss(null, _generated);
        Assert.AreEqual(discriminatorLoss, d.item<double>(), 1e-12);
        Assert.AreEqual(generatorLoss, g.item<double>(), 1e-12);
    }

    private double[] Gradients(Func<Tensor, Tensor, Tensor> loss)
    {
        var (real, generated) = (_real.Outputs!.clone().requires_grad_(), _generated.Outputs!.clone().requires_grad_());
        loss(real, generated).backward();
        return [.. real.grad!.data<double>(), .. generated.grad!.data<double>()];
    }

    private static EvaluatedBatch Batch(double[][] samples, double[] scores) =>
        new(torch.tensor(samples.SelectMany(sample => sample).ToArray(), [samples.Length, samples[0].Length]),
            torch.tensor(scores));
}
