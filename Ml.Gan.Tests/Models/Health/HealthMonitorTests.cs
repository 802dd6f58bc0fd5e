using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using Ml.Gan.Tests.Training;
using Ml.Gan.Training;

namespace Ml.Gan.Tests.Models.Health;

/// <summary>Each warning is provoked by a training, given once, and not by healthy ones.</summary>
[TestClass]
public sealed class HealthMonitorTests
{
    private static readonly Mlp s_small = new() { GeneratorWidths = [16], DiscriminatorWidths = [16] };

    public static IEnumerable<object[]> Networks =>
        from network in (NetworkArchitecture[])[
            new Dcgan { Width = 4 }, new FastGan { Width = 2 }, new Gran { Width = 2 }, new LapGan { Width = 2 },
            s_small, new ProgressiveGan { Width = 4 }, new ResNet { Width = 2 }, new Sagan { Width = 2 },
            new StackGan { Width = 1 }, new StyleGan2 { Width = 2 }]
        select new object[] { network };

    /// <summary>A generator that learns fast, against a discriminator that doesn't follow, draws one image.</summary>
    [TestMethod]
    public void Mode_collapse_is_warned_of_once()
    {
        using var data = new Glyphs(size: 16);
        var warnings = Train(data, new LatentGanOptions
        {
            Network = new Mlp { GeneratorWidths = [16], DiscriminatorWidths = [16], GeneratorBatchNorm = false },
            GeneratorOptimizer = new AdamSettings { LearningRate = 1e-2 },
            DiscriminatorOptimizer = new AdamSettings { LearningRate = 1e-9 },
            LatentSize = 8,
            BatchSize = 16,
            Steps = 700,
        });

        var warning = warnings.Single(warning => warning.Problem == HealthProblem.ModeCollapse);
        StringAssert.StartsWith(warning.Message, $"Step {warning.Step}: the generator collapses");
        StringAssert.Contains(warning.Message, "--minibatch stddev");
    }

    /// <summary>Far apart samples, and a generator too slow to get there.</summary>
    [TestMethod]
    public void A_dead_discriminator_is_warned_of_once()
    {
        using var data = TestData.Normal(256, (50, 1), (50, 1));
        var warnings = Train(data, new LatentGanOptions
        {
            Network = s_small,
            GeneratorOptimizer = new AdamSettings { LearningRate = 1e-5 },
            BatchSize = 16,
            Steps = 2000,
        });

        var warning = warnings.Single(warning => warning.Problem == HealthProblem.DeadDiscriminator);
        StringAssert.Contains(warning.Message, "100.0 %");
        StringAssert.Contains(warning.Message, "--penalty r1:10");
    }

    [TestMethod]
    public void Of_a_critic_that_orders_all_samples_nothing_is_said()
    {
        using var data = TestData.Normal(256, (50, 1), (50, 1));
        var warnings = Train(data, new LatentGanOptions
        {
            Network = s_small,
            Objective = new WassersteinGp(),
            GeneratorOptimizer = new AdamSettings { LearningRate = 1e-5 },
            BatchSize = 16,
            Steps = 600,
        });

        Assert.DoesNotContain(HealthProblem.DeadDiscriminator, warnings.Select(warning => warning.Problem));
    }

    /// <summary>log(1 - D) is flat where D is sure: gradients of exactly 0 (Goodfellow et al., 2014).</summary>
    [TestMethod]
    public void A_generator_without_gradients_is_warned_of_once()
    {
        using var data = TestData.Normal(256, (500, 1), (500, 1));
        var warnings = Train(data, new LatentGanOptions
        {
            Network = s_small,
            Objective = new Minimax(),
            GeneratorOptimizer = new AdamSettings { LearningRate = 1e-5 },
            DiscriminatorOptimizer = new AdamSettings { LearningRate = 2e-2 },
            BatchSize = 16,
            Steps = 3000,
        });

        var warning = warnings.Single(warning => warning.Problem == HealthProblem.StandingGenerator);
        StringAssert.Contains(warning.Message, "its weights have hardly changed");
        StringAssert.Contains(warning.Message, "non-saturating");
    }

    [TestMethod]
    public void A_generator_of_far_too_low_a_rate_is_warned_of_once()
    {
        using var data = new Glyphs(size: 16);
        var warnings = Train(data, new LatentGanOptions
        {
            Network = s_small,
            GeneratorOptimizer = new AdamSettings { LearningRate = 1e-8 },
            LatentSize = 8,
            BatchSize = 16,
            Steps = 600,
        });

        var warning = warnings.Single(warning => warning.Problem == HealthProblem.StandingGenerator);
        Assert.AreEqual(250, warning.Step);
    }

    /// <summary>The first commands of the README in small.</summary>
    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void A_healthy_training_has_no_warning(bool labels)
    {
        using var data = new Glyphs(size: 16);
        var warnings = Train(data, new LatentGanOptions
        {
            Network = new Dcgan { Width = 8 },
            Condition = labels ? new LabelCondition() : null,
            BatchSize = 32,
            Steps = 650,
        });

        Assert.AreEqual("", string.Join('\n', warnings.Select(warning => warning.Message)));
    }

    [TestMethod]
    [DynamicData(nameof(Networks))]
    public void The_same_seed_gives_the_same_bytes_with_and_without_a_monitor(NetworkArchitecture network)
    {
        using var data = new Glyphs(size: 32);
        CollectionAssert.AreEqual(Bytes(watched: false), Bytes(watched: true));

        byte[] Bytes(bool watched)
        {
            using var gan = new LatentGan(
                new LatentGanOptions { Network = network, LatentSize = 8, BatchSize = 4, Steps = 6, Seed = 5 }, data);
            new GanTrainer(gan).Train(watched ? [new HealthMonitor(gan, _ => { }, everyStep: true)] : []);
            return gan.Export().ToBytes();
        }
    }

    [TestMethod]
    public void A_monitor_keeps_no_tensors()
    {
        using var data = TestData.Normal(256, (0, 1), (1, 1));
        using var gan = new LatentGan(new LatentGanOptions { Network = s_small, BatchSize = 8, Steps = 300 }, data);
        long early = 0, late = 0;
        new GanTrainer(gan).Train(
        [
            new HealthMonitor(gan, _ => { }, everyStep: true),
            new After(50, () => early = LiveTensors.Count()),
            new After(300, () => late = LiveTensors.Count()),
        ]);

        Assert.AreEqual(early, late);
    }

    private static List<HealthWarning> Train(ISampleSource data, LatentGanOptions options)
    {
        List<HealthWarning> warnings = [];
        using var gan = new LatentGan(options, data);
        new GanTrainer(gan).Train([new HealthMonitor(gan, warnings.Add)]);
        return warnings;
    }
}
