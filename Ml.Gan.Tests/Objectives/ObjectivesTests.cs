using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using Ml.Gan.Tests.Training;
using Ml.Gan.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Objectives;

/// <summary>What holds for every objective.</summary>
[TestClass]
public sealed class ObjectivesTests
{
    private const double Tolerance = 0.6;
    private static readonly double[] s_means = [2, -1.5];

    public static IEnumerable<object[]> Cases => ObjectiveCases.All.Select(objective => new object[] { objective });

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Gradients_agree_with_finite_differences(Objective objective) => ObjectiveGradients.Check(objective);

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Losses_and_gradients_are_finite_at_outputs_of_ten_thousand(Objective objective)
    {
        using var scope = NewDisposeScope();
        var (real, generated) = (SeenBatch.Extreme(objective, 1e4f, 3), SeenBatch.Extreme(objective, 1e4f, 4));
        Tensor[] inputs = [real.Outputs!, generated.Outputs!, generated.Features!, generated.Samples];
        foreach (var input in inputs)
            input.requires_grad_();

        var losses = objective.GeneratorLoss(real, generated) + 0 * inputs.Select(input => input.sum()).Aggregate(
            (a, b) => a + b);
        if (objective.UsesDiscriminator)
            losses += objective.DiscriminatorLoss(real, generated);
        losses.backward();

        Assert.IsTrue(float.IsFinite(losses.item<float>()), $"{losses.item<float>()}");
        foreach (var input in inputs)
            Assert.IsTrue(input.grad!.isfinite().all().item<bool>());
    }

    /// <summary>
    /// All but the one whose loss is at most log K, which is less than the margins between these samples.
    /// </summary>
    public static IEnumerable<object[]> Learning => Cases.Where(
        row => row[0] is not SemiSupervisedLossSensitive { Margin: true });

    [TestMethod]
    [DynamicData(nameof(Learning))]
    public void A_generator_learns_the_means_of_normals(Objective objective)
    {
        using var data = Data(2048);
        using var gan = new LatentGan(
            Options(objective, steps: objective.RecommendedDiscriminatorSteps == 1 ? 400 : 150), data);
        double[] before = MeansOfSamples(gan);
        new GanTrainer(gan).Train();
        double[] after = MeansOfSamples(gan);

        for (int i = 0; i < s_means.Length; i++)
        {
            Assert.IsGreaterThan(2 * Tolerance, Math.Abs(s_means[i] - before[i]));
            Assert.AreEqual(s_means[i], after[i], Tolerance);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void The_same_seed_gives_the_same_generator(Objective objective)
    {
        using var data = Data(64);
        byte[][] generators = [.. Enumerable.Range(0, 2).Select(_ => Trained(objective, data))];

        CollectionAssert.AreEqual(generators[0], generators[1]);
    }

    private static byte[] Trained(Objective objective, ISampleSource data)
    {
        using var gan = new LatentGan(Options(objective, steps: 3), data);
        new GanTrainer(gan).Train();
        return gan.Export().ToBytes();
    }

    /// <summary>Two classes, which the objectives that need some tell apart.</summary>
    private static SampleCache Data(int count) => TestData.Labeled(count, (s_means[0], 0.5), (s_means[1], 1));

    private static double[] MeansOfSamples(LatentGan gan)
    {
        using var random = new Generator(7);
        using var latents = torch.randn([1000, 2], generator: random);
        float[] samples = gan.Sample(latents.data<float>().ToArray(), gan.Settle(null, 1000, seed: 1));
        return [.. s_means.Select(
            (_, component) => samples.Where((_, i) => i % s_means.Length == component).Average(v => (double)v))];
    }

    private static LatentGanOptions Options(Objective objective, long steps)
    {
        var optimizer = new AdamSettings { LearningRate = 2e-3, Beta1 = 0, Beta2 = 0.9 };
        return new LatentGanOptions
        {
            Network = new Mlp { GeneratorWidths = [16], DiscriminatorWidths = [32] },
            Objective = objective,
            // Without it, the tanh of total variation saturates.
            Penalty = objective is FDivergence { Kind: TotalVariation } ? new R1 { Weight = 1 } : null,
            LatentSize = 2,
            BatchSize = 64,
            Steps = steps,
            EmaDecay = 0.95,
            GeneratorOptimizer = optimizer,
            DiscriminatorOptimizer = objective.UsesDiscriminator ? optimizer : null,
        };
    }
}
