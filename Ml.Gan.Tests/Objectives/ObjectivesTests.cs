using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using Ml.Gan.Tests.Training;
using Ml.Gan.Training;
using Ml.Gan.Training.Optimizers;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Objectives;

/// <summary>What holds for every objective.</summary>
[TestClass]
public sealed class ObjectivesTests
{
    private const double Mean = 2;

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
        Tensor[] inputs = [real.Scores!, generated.Scores!, generated.Features!, generated.Samples];
        foreach (var input in inputs)
            input.requires_grad_();

        var losses = objective.GeneratorLoss(real, generated) + 0 * inputs.Select(input => input.sum()).Aggregate((a, b) => a + b);
        if (objective.UsesDiscriminator)
            losses += objective.DiscriminatorLoss(real, generated);
        losses.backward();

        Assert.IsTrue(float.IsFinite(losses.item<float>()), $"{losses.item<float>()}");
        foreach (var input in inputs)
            Assert.IsTrue(input.grad!.isfinite().all().item<bool>());
    }

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void A_generator_learns_the_mean_of_a_normal(Objective objective)
    {
        using var data = TestData.Normal(2048, (Mean, 0.5));
        using var trainer = new GanTrainer(Options(objective, steps: 400), data);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        double before = MeanOfSamples(trainer);
        trainer.Train();
        Console.WriteLine($"XX {objective.Name,-40} {before:F3} -> {MeanOfSamples(trainer):F3} {watch.ElapsedMilliseconds} ms");

        Assert.IsLessThan(1, before);
        Assert.AreEqual(Mean, MeanOfSamples(trainer), 0.5);
    }

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void The_same_seed_gives_the_same_generator(Objective objective)
    {
        using var data = TestData.Normal(64, (Mean, 0.5));
        byte[][] generators = [.. Enumerable.Range(0, 2).Select(_ => Trained(objective, data))];

        CollectionAssert.AreEqual(generators[0], generators[1]);
    }

    private static byte[] Trained(Objective objective, Ml.Gan.Data.ISampleSource data)
    {
        using var trainer = new GanTrainer(Options(objective, steps: 3), data);
        trainer.Train();
        return trainer.Export().ToBytes();
    }

    private static double MeanOfSamples(GanTrainer trainer)
    {
        using var random = new Generator(7);
        using var latents = torch.randn([1000, 2], generator: random);
        return trainer.Sample(latents.data<float>().ToArray()).Average();
    }

    private static TrainingOptions Options(Objective objective, long steps)
    {
        var optimizer = new AdamSettings { LearningRate = 2e-3, Beta2 = 0.9 };
        return new TrainingOptions
        {
            Network = new Mlp { GeneratorWidths = [16], DiscriminatorWidths = [32] },
            Objective = objective,
            LatentSize = 2,
            BatchSize = 64,
            Steps = steps,
            EmaDecay = 0.95,
            GeneratorOptimizer = optimizer,
            DiscriminatorOptimizer = objective.UsesDiscriminator ? optimizer : null,
        };
    }
}
