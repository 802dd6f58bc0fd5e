using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Networks;
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

        AreWorth(objective, 10 * missed, 0.125);
        AreWorth(objective with { RealLossWeight = 2 }, 2 * 0.75 + 10 * missed, 0.125);
    }

    [TestMethod]
    [DataRow(0.2)]
    [DataRow(-0.5)]
    public void The_generalized_cost_falls_or_rises_beyond_the_margin(double slope)
    {
        var objective = new GeneralizedLossSensitive { MarginWeight = 10, Slope = slope };

        AreWorth(objective, 10 * (slope * (1.5 - 1.75) + 2 + 3) / 2, 0.125);
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
    public void A_slope_of_one_gives_a_wasserstein_critics_gradients_with_the_sign_turned()
    {
        using var scope = NewDisposeScope();
        double[] generalized = Gradients((real, generated) =>
            new GeneralizedLossSensitive { Slope = 1 }.DiscriminatorLoss(
                _real with { Outputs = real }, _generated with { Outputs = generated }));
        double[] critic = Gradients(new Wasserstein().DiscriminatorLoss);

        foreach (var (loss, score) in generalized.Zip(critic))
            Assert.AreEqual(-score, loss, 1e-12);
    }

    /// <summary>Nothing is gained by a constant, so nothing makes L fall for ever.</summary>
    [TestMethod]
    [DataRow(0.0)]
    [DataRow(0.2)]
    [DataRow(-1.0)]
    public void A_loss_function_that_is_lower_everywhere_is_no_better(double slope)
    {
        using var scope = NewDisposeScope();
        var objective = new GeneralizedLossSensitive { Slope = slope };
        double loss = objective.DiscriminatorLoss(_real, _generated).item<double>();
        double lower = objective.DiscriminatorLoss(
            _real with { Outputs = _real.Outputs! - 1000 }, _generated with { Outputs = _generated.Outputs! - 1000 })
            .item<double>();

        Assert.AreEqual(loss, lower, 1e-9);
    }

    [TestMethod]
    public void Slopes_are_bounded_where_kept_margins_count()
    {
        Assert.AreEqual("r1:1", Penalty(new GeneralizedLossSensitive()));
        Assert.IsNull(Penalty(new GeneralizedLossSensitive { Slope = 0 }));
        Assert.IsNull(Penalty(new GeneralizedLossSensitive { Slope = -1 }));
        Assert.IsNull(Penalty(new LossSensitive()));
        Assert.AreEqual("gp:10", Penalty(new GeneralizedLossSensitive(), o => o.Penalty = new GradientPenalty()));
        Assert.IsNull(Penalty(new GeneralizedLossSensitive(), o => o.WeightClipping = 0.08));
        Assert.IsNull(Penalty(new GeneralizedLossSensitive(), o => o.SpectralNorm = true));

        static string? Penalty(Objective objective, Action<LatentGanOptions>? change = null)
        {
            var options = new LatentGanOptions { Objective = objective };
            change?.Invoke(options);
            options.Check(new SampleShape(1, 16, 16));
            return options.Resolve().Penalty?.Name;
        }
    }

    /// <summary>D alone, against a G that stays as it is.</summary>
    [TestMethod]
    [DataRow("loss-sensitive")]
    [DataRow("generalized-loss-sensitive")]
    public void A_loss_function_of_bounded_slope_stays_bounded(string name)
    {
        var options = new LatentGanOptions
        {
            Network = new Mlp { GeneratorWidths = [16], DiscriminatorWidths = [32, 32] },
            Objective = Catalog.Objectives.Parse(name),
            Penalty = new R1(),
            BatchSize = 32,
            Steps = 2000,
        };
        double before = MeanLossOfReal(options, 1000), after = MeanLossOfReal(options, 2000);

        Assert.IsLessThan(100, Math.Abs(after));
        Assert.IsLessThan(10, Math.Abs(after - before));
    }

    /// <summary>What is recommended bounds what ν above 0 would let grow for ever, and so do clipped weights.</summary>
    [TestMethod]
    [DataRow(null)]
    [DataRow(0.08)]
    public void The_gap_of_a_generalized_loss_function_comes_to_an_end(double? clipping)
    {
        var options = new LatentGanOptions
        {
            Network = new Mlp { GeneratorWidths = [16], DiscriminatorWidths = [32, 32] },
            Objective = new GeneralizedLossSensitive(),
            WeightClipping = clipping,
            BatchSize = 32,
            Steps = 4000,
        };
        var (early, late) = (Gap(options, 1000), Gap(options, 4000));

        Assert.IsGreaterThan(0, early);
        Assert.IsLessThan(1.5 * early, late);
    }

    private static double MeanLossOfReal(LatentGanOptions options, int steps) => Trained(options, steps).Real;

    private static double Gap(LatentGanOptions options, int steps)
    {
        var (real, generated) = Trained(options, steps);
        return generated - real;
    }

    /// <summary>Mean L of real and of generated samples after so many steps of D.</summary>
    private static (double Real, double Generated) Trained(LatentGanOptions options, int steps)
    {
        using var gan = new LatentGan(options, NormalMixture.Ring8());
        var discriminator = gan.Phases[0];
        double real = 0, generated = 0;
        for (int step = 0; step < steps; step++)
        {
            using var scope = NewDisposeScope();
            gan.BeginStep();
            var losses = gan.Losses(discriminator, gan.NextBatch([discriminator]));
            discriminator.Optimizer.zero_grad();
            losses.Total.backward();
            discriminator.Update(null);
            if (step < steps - 1)
                continue;
            real = losses.Metrics["d_real"]().item<float>();
            generated = losses.Metrics["d_fake"]().item<float>();
        }
        return (real, generated);
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
            () => _ = new LossSensitive { RealLossWeight = -1 },
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
