using Microsoft.ML;
using Ml.Gan.Cli.Training;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using Ml.Gan.Tests.Cli;
using Ml.Gan.Tests.Data;

namespace Ml.Gan.Tests.Models;

/// <summary>What networks and objectives recommend is what a training takes where nothing else is named.</summary>
[TestClass]
public sealed class RecommendedChoicesTests
{
    public static IEnumerable<object?[]> Recommended =>
    [
        [new Dcgan(), "non-saturating", null, 1],
        [new Sagan(), "hinge", null, 1],
        [new ProgressiveGan(), "wasserstein-gp:drift:0.001", null, 1],
        [new ResNet(), "non-saturating", "r1:10", 1],
        [new FastGan(), "hinge", null, 1],
        [new StyleGan2(), "non-saturating", "r1:1/16", 1],
    ];

    [TestMethod]
    [DynamicData(nameof(Recommended))]
    public void A_network_is_trained_by_what_it_recommends(
        NetworkArchitecture network, string objective, string? penalty, int steps)
    {
        var resolved = new LatentGanOptions { Network = network }.Resolve();

        Assert.AreEqual(objective, resolved.Objective.Name);
        Assert.AreEqual(penalty, resolved.Penalty?.Name);
        Assert.AreEqual(steps, resolved.DiscriminatorSteps);
        Assert.AreEqual(objective, resolved.Resolve().Objective.Name);
        Assert.AreEqual(penalty, resolved.Resolve().Penalty?.Name);
    }

    [TestMethod]
    public void An_objective_that_is_named_goes_without_the_networks_penalty()
    {
        var resolved = new LatentGanOptions { Network = new ResNet(), Objective = new NonSaturating() }.Resolve();

        Assert.AreEqual(new NonSaturating(), resolved.Objective);
        Assert.IsNull(resolved.Penalty);
    }

    [TestMethod]
    public void A_penalty_that_is_named_takes_the_place_of_what_is_recommended()
    {
        Assert.AreEqual(new R1(), Penalized(new ResNet()).Penalty);
        Assert.AreEqual(new Hinge(), Penalized(new Sagan()).Objective);
        var progressive = Penalized(new ProgressiveGan());
        Assert.AreEqual(new NonSaturating(), progressive.Objective);
        CollectionAssert.AreEqual(new Penalty[] { new R1() }, progressive.Penalties().ToArray());

        static LatentGanOptions Penalized(NetworkArchitecture network) =>
            new LatentGanOptions { Network = network, Penalty = new R1() }.Resolve();
    }

    [TestMethod]
    public void Progressive_growing_takes_one_critic_step_with_its_own_objective_alone()
    {
        Assert.AreEqual(1, Steps(new WassersteinGp()));
        Assert.AreEqual(5, Steps(new WassersteinDiv()));
        Assert.AreEqual(3, new LatentGanOptions { Network = new ProgressiveGan(), DiscriminatorSteps = 3 }
            .Resolve().DiscriminatorSteps);

        static int? Steps(Objective objective) =>
            new LatentGanOptions { Network = new ProgressiveGan(), Objective = objective }.Resolve().DiscriminatorSteps;
    }

    [TestMethod]
    public void Softer_labels_keep_a_penalty_that_the_network_recommends()
    {
        var softened = Parse("--network", "resnet", "--label-smoothing", "0.9");
        Assert.AreEqual("r1:10", softened.Penalty?.Name);
        Assert.AreEqual(0.9, ((NonSaturating)softened.Objective).RealLabel);

        Assert.IsNull(
            Parse("--network", "resnet", "--label-smoothing", "0.9", "--objective", "non-saturating").Penalty);
        Assert.IsNull(
            Parse("--network", "resnet", "--label-smoothing", "0.9", "--spectral-norm").Penalty);
        Assert.AreEqual(
            new R2(), Parse("--network", "resnet", "--label-smoothing", "0.9", "--penalty", "r2").Penalty);
    }

    [TestMethod]
    public void Training_says_what_is_recommended_and_options_record_it()
    {
        using var folder = new TemporaryFolder();
        string line = "progressive-gan: objective wasserstein-gp:drift:0.001 and 1 discriminator step, recommended by "
            + "the network; --objective names another.";
        var run = Tool.Train(folder["run"], "--network", "progressive-gan", "--steps", "1");
        run.Succeeded();
        Assert.Contains(line, run.Error);
        string options = File.ReadAllText(folder["run/options.json"]);
        Assert.Contains("\"objective\": \"wasserstein-gp:drift:0.001\"", options);
        Assert.Contains("\"disc_steps\": 1", options);

        var penalized = Tool.Train(folder["b"], "--network", "progressive-gan", "--steps", "1", "--penalty", "r1");
        penalized.Succeeded();
        Assert.Contains(
            "progressive-gan: objective non-saturating, as the penalty r1:10 takes the place of "
            + "wasserstein-gp:drift:0.001's own, which the network recommends; --objective names another.",
            penalized.Error);

        foreach (string[] args in (string[][])[[], ["--network", "progressive-gan", "--objective", "hinge"]])
        {
            var plain = Tool.Train(folder["plain"], [.. args, "--steps", "1", "--overwrite"]);
            plain.Succeeded();
            Assert.DoesNotContain("recommended", plain.Error);
        }
        Assert.Contains("goes with the objective hinge (Zhang et al., 2019)", Tool.Run("list").Output);
    }

    [TestMethod]
    public void Pipelines_take_it_too_and_log_it()
    {
        var mlContext = new MLContext(seed: 1);
        List<string> lines = [];
        mlContext.Log += (_, message) => { lock (lines) lines.Add(message.Message); };
        var rows = mlContext.Data.LoadFromEnumerable(
            Enumerable.Range(0, 64).Select(i => new ImageOfNumbers { Image = [.. Enumerable.Repeat(4f * i, 256)] }));
        mlContext.Gan().Generator(
            "Generated", nameof(ImageOfNumbers.Image), network: new ProgressiveGan { Width = 2 }, steps: 1)
            .Fit(rows).Dispose();

        Assert.Contains(
            line => line.Contains(
                "progressive-gan: objective wasserstein-gp:drift:0.001 and 1 discriminator step, recommended by the "
                + "network; Options.Objective names another.", StringComparison.Ordinal),
            lines);
    }

    private static LatentGanOptions Parse(params string[] args) =>
        TrainOptions.Parse(["--data", "builtin:glyphs", "--out", "unused", .. args]).Options;

    private sealed class ImageOfNumbers
    {
        [Microsoft.ML.Data.VectorType(1, 16, 16)]
        public float[] Image { get; set; } = [];
    }
}
