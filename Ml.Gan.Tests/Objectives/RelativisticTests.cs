using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Objectives;

[TestClass]
public sealed class RelativisticTests
{
    private readonly EvaluatedBatch _real = SeenBatch.Scored(2, -1), _generated = SeenBatch.Scored(0.5, 1);

    public static IEnumerable<object[]> Relativistic =>
    [
        [new R3Gan()], [new RelativisticAverage()],
        [new RelativisticAverage { DifferenceLoss = RelativisticLoss.Hinge }],
        [new RelativisticAverage { DifferenceLoss = RelativisticLoss.LeastSquares }],
    ];

    /// <summary>D(x) − D(G(z)) is 1.5 and −2.</summary>
    [TestMethod]
    public void R3gan_compares_each_real_sample_with_a_generated_one() => AreWorth(
        new R3Gan(),
        (Softplus(-1.5) + Softplus(2)) / 2,
        (Softplus(1.5) + Softplus(-2)) / 2);

    /// <summary>
    /// D(x) less the generated ones' mean 0.75 is 1.25 and −1.75; the real ones' mean 0.5 less D(G(z)) is 0 and −0.5.
    /// </summary>
    [TestMethod]
    public void The_average_one_compares_each_sample_with_the_other_kinds_mean()
    {
        AreWorth(
            new RelativisticAverage(),
            (Softplus(-1.25) + Softplus(1.75)) / 2 + (Softplus(0) + Softplus(0.5)) / 2,
            (Softplus(0) + Softplus(-0.5)) / 2 + (Softplus(1.25) + Softplus(-1.75)) / 2);
        AreWorth(
            new RelativisticAverage { DifferenceLoss = RelativisticLoss.Hinge },
            (0 + 2.75) / 2 + (1 + 1.5) / 2,
            (1 + 0.5) / 2 + (2.25 + 0) / 2);
        AreWorth(
            new RelativisticAverage { DifferenceLoss = RelativisticLoss.LeastSquares },
            (0.25 * 0.25 + 2.75 * 2.75) / 2 + (1 + 1.5 * 1.5) / 2,
            (1 + 0.5 * 0.5) / 2 + (2.25 * 2.25 + 0.75 * 0.75) / 2);
    }

    /// <summary>So a single output is no logit, and no augmentation may be steered by its sign.</summary>
    [TestMethod]
    [DynamicData(nameof(Relativistic))]
    public void Only_differences_of_outputs_count(RelativisticObjective objective)
    {
        using var scope = NewDisposeScope();
        var (real, generated) =
            (_real with { Outputs = _real.Outputs! + 100 }, _generated with { Outputs = _generated.Outputs! + 100 });
        AreWorth(
            objective, objective.DiscriminatorLoss(real, generated).item<double>(),
            objective.GeneratorLoss(real, generated).item<double>());

        var options = new LatentGanOptions { Objective = objective, Augmentation = new AdaptiveAugmentation() };
        var error = Assert.ThrowsExactly<GanOptionException>(() => options.Check(new SampleShape(1, 16, 16)));

        Assert.AreEqual("AdaptiveAugmentation", error.Option);
        Assert.Contains("no logit", error.Message);
    }

    [TestMethod]
    public void R3gan_has_small_slopes_at_both_kinds_of_samples()
    {
        var penalty = (PenaltySum)Catalog.Objectives.Parse("r3gan:3").Penalty!;

        CollectionAssert.AreEqual(
            new Penalty[] { new R1 { Weight = 3 }, new R2 { Weight = 3 } }, penalty.Terms.ToArray());
        var options = new LatentGanOptions { Objective = new R3Gan(), WeightClipping = 0.01 };
        Assert.AreEqual(
            "WeightClipping",
            Assert.ThrowsExactly<GanOptionException>(() => options.Check(new SampleShape(1, 16, 16))).Option);
    }

    [TestMethod]
    public void Names_and_arguments_are_read_back_and_others_refused()
    {
        Assert.AreEqual(new R3Gan { PenaltyWeight = 0.5 }, Catalog.Objectives.Parse("r3gan:0.5"));
        foreach (object[] row in Relativistic)
            Assert.AreEqual(row[0], Catalog.Objectives.Parse(((Objective)row[0]).Name));
        Assert.AreEqual("relativistic-average", new RelativisticAverage().Name);
        Assert.AreEqual(new RelativisticAverage(), Catalog.Objectives.Parse("relativistic-average:logistic"));
        Refused("r3gan:0", "The weight γ of r3gan's penalties must be above 0; it is 0.");
        Refused("r3gan:x", "The weight γ of r3gan's penalties must be a number, not 'x'.");
        Refused(
            "relativistic-average:hing", "There is no loss 'hing' of relativistic-average; did you mean 'hinge'? "
            + "There are logistic, hinge, least-squares.");
    }

    /// <summary>D alone, against a G that stays as it is: slopes bound what only differences would let grow.</summary>
    [TestMethod]
    public void The_gap_of_r3gan_comes_to_an_end()
    {
        var (early, late) = (Gap(500), Gap(2000));

        Assert.IsGreaterThan(0, early);
        Assert.IsLessThan(1.5 * early, late);
        Assert.IsLessThan(100, late);
    }

    /// <summary>E D(x) − E D(G(z)) after so many steps of D.</summary>
    private static double Gap(int steps)
    {
        using var gan = new LatentGan(
            new LatentGanOptions
            {
                Network = new Mlp { GeneratorWidths = [16], DiscriminatorWidths = [32, 32] },
                Objective = new R3Gan(),
                BatchSize = 32,
                Steps = steps,
            },
            NormalMixture.Ring8());
        var discriminator = gan.Phases[0];
        double gap = 0;
        for (int step = 0; step < steps; step++)
        {
            using var scope = NewDisposeScope();
            gan.BeginStep();
            var losses = gan.Losses(discriminator, gan.NextBatch([discriminator]));
            discriminator.Optimizer.zero_grad();
            losses.Total.backward();
            discriminator.Update(null);
            gap = step == steps - 1
                ? losses.Metrics["d_real"]().item<float>() - losses.Metrics["d_fake"]().item<float>()
                : gap;
        }
        return gap;
    }

    private static double Softplus(double x) => Math.Log(1 + Math.Exp(x));

    private static void Refused(string text, string message) => Assert.AreEqual(
        message, Assert.ThrowsExactly<GanOptionException>(() => Catalog.Objectives.Parse(text)).Message);

    private void AreWorth(Objective objective, double discriminatorLoss, double generatorLoss)
    {
        Assert.IsTrue(objective.GeneratorSeesReal);
        using var d = objective.DiscriminatorLoss(_real, _generated);
        using var g = objective.GeneratorLoss(_real, _generated);
        Assert.AreEqual(discriminatorLoss, d.item<double>(), 1e-9);
        Assert.AreEqual(generatorLoss, g.item<double>(), 1e-9);
    }
}
