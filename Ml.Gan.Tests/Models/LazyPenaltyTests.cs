using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Native;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using Ml.Gan.Training;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Models;

[TestClass]
public sealed class LazyPenaltyTests
{
    private const int Interval = 4;

    /// <summary>
    /// R1 of a linear D is ‖w‖² for γ = 2, whatever the samples: its gradient is 2w, and four times that in one update
    /// of four.
    /// </summary>
    [TestMethod]
    public void The_mean_over_an_interval_is_that_of_a_penalty_that_is_always_taken()
    {
        using var gan = Create(new R1 { Weight = 2, Interval = Interval });
        var discriminator = gan.Phases[0];
        double[] weights = [.. discriminator.Parameters[0].ToFloats().Select(weight => (double)weight)];
        double cost = weights.Sum(weight => weight * weight);
        for (int update = 0; update < 2 * Interval; update++)
        {
            using var scope = NewDisposeScope();
            gan.BeginStep();
            discriminator.Optimizer.zero_grad();
            var term = gan.Losses(discriminator, gan.NextBatch([discriminator])).Terms["r1"];
            Assert.AreEqual(cost, term.item<float>(), 1e-5 * cost, "metrics have the plain penalty in each step");
            Assert.AreEqual(update % Interval == 0, term.requires_grad);
            if (!term.requires_grad)
                continue;
            term.backward();
            Numeric.AreClose(
                [.. weights.Select(weight => Interval * 2 * weight)], discriminator.Parameters[0].grad!.flatten(),
                1e-5);
        }
    }

    [TestMethod]
    public void Metrics_are_the_same_in_each_line_and_one_in_one_is_a_plain_penalty()
    {
        var plain = Metrics(new PenaltySum(new R1(), new R2()));
        var lazy = Metrics(new PenaltySum(new R1 { Interval = Interval }, new R2 { Interval = 3 }));
        var always = Metrics(new PenaltySum(new R1 { Interval = 1 }, new R2 { Interval = 1 }));

        foreach (var step in lazy)
        {
            CollectionAssert.AreEqual(plain[0].Keys.ToArray(), step.Keys.ToArray());
            Assert.AreEqual(
                step["d_loss"], step["d_adversarial"] + step["d_r1"] + step["d_r2"], 1e-4 * Math.Abs(step["d_loss"]));
        }
        Assert.AreEqual(plain[^1]["d_loss"], always[^1]["d_loss"]);
        Assert.AreNotEqual(plain[^1]["d_loss"], lazy[^1]["d_loss"]);
        // The first step's three updates keep what the first of them took; the second step's take R1 anew.
        double first = Metrics(new R1 { Interval = 100 })[^1]["d_r1"];
        Assert.AreEqual(first, lazy[0]["d_r1"], 1e-6 * first);
        Assert.AreNotEqual(lazy[0]["d_r1"], lazy[1]["d_r1"]);
    }

    private static LatentGan Create(Penalty penalty) => new(
        new LatentGanOptions
        {
            Network = new Mlp { GeneratorWidths = [8], DiscriminatorWidths = [] },
            Penalty = penalty,
            BatchSize = 8,
            Steps = 100,
        },
        new Glyphs(16));

    private static List<IReadOnlyDictionary<string, double>> Metrics(Penalty penalty)
    {
        List<IReadOnlyDictionary<string, double>> steps = [];
        using var gan = new LatentGan(
            new LatentGanOptions
            {
                Network = new Mlp { GeneratorWidths = [8], DiscriminatorWidths = [16] },
                Penalty = penalty,
                DiscriminatorSteps = 3,
                BatchSize = 8,
                Steps = 5,
            },
            NormalMixture.Ring8());
        new GanTrainer(gan).Train([new MetricsOfSteps(steps)]);
        return steps;
    }

    private sealed class MetricsOfSteps(List<IReadOnlyDictionary<string, double>> steps) : ITrainingListener
    {
        public void StepCompleted(TrainingStep step) => steps.Add(step.Metrics);
    }
}
