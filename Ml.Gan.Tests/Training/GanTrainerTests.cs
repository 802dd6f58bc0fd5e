using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using Ml.Gan.Onnx;
using Ml.Gan.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Training;

[TestClass]
public sealed class GanTrainerTests
{
    public static IEnumerable<object[]> Objectives =>
        [[new NonSaturating()], [new LeastSquares()], [new WassersteinGp { PenaltyWeight = 1 }]];

    [TestMethod]
    [DynamicData(nameof(Objectives))]
    public void Every_objective_learns_the_mean_and_deviation_of_a_normal(Objective objective)
    {
        using var data = TestData.Normal(4096, (3, 0.5), (-1, 2));
        using var gan = new LatentGan(new LatentGanOptions
        {
            Network = new Mlp { GeneratorWidths = [32], DiscriminatorWidths = [64, 64] },
            Objective = objective,
            LatentSize = 4,
            BatchSize = 128,
            Steps = 1500,
            LinearDecayStart = 0.5,
            GeneratorOptimizer =
                new AdamSettings { LearningRate = 1e-3, Beta1 = objective is WassersteinGp ? 0 : 0.5, Beta2 = 0.9 },
            DiscriminatorOptimizer =
                new AdamSettings { LearningRate = 1e-3, Beta1 = objective is WassersteinGp ? 0 : 0.5, Beta2 = 0.9 },
        }, data);

        Assert.AreEqual(1500, new GanTrainer(gan).Train());

        float[] samples = gan.Sample(Latents(4000, 4));
        AssertNormal(samples, component: 0, mean: 3, deviation: 0.5);
        AssertNormal(samples, component: 1, mean: -1, deviation: 2);
    }

    [TestMethod]
    public void The_same_seed_gives_the_same_bytes_and_another_seed_others()
    {
        byte[] first = TrainGlyphs(seed: 5, steps: 6);
        byte[] again = TrainGlyphs(seed: 5, steps: 6);
        byte[] other = TrainGlyphs(seed: 6, steps: 6);

        CollectionAssert.AreEqual(first, again);
        CollectionAssert.AreNotEqual(first, other);
    }

    [TestMethod]
    public void Trainings_in_one_process_don_t_disturb_each_other_or_the_global_generator()
    {
        byte[] alone = TrainGlyphs(seed: 5, steps: 6);
        using var before = Generator.Default.get_state();

        using var data = new Glyphs(size: 16);
        using var one = new LatentGan(Options(5, 6), data);
        using var two = new LatentGan(Options(9, 6), data);
        new GanTrainer(two).Train([new After(3, () => new GanTrainer(one).Train())]);

        using var after = Generator.Default.get_state();
        CollectionAssert.AreEqual(alone, one.Export().ToBytes());
        CollectionAssert.AreEqual(TrainGlyphs(seed: 9, steps: 6), two.Export().ToBytes());
        CollectionAssert.AreEqual(before.bytes.ToArray(), after.bytes.ToArray());
    }

    [TestMethod]
    public void Cancelling_finishes_the_step_and_keeps_what_was_learned()
    {
        using var cancellation = new CancellationTokenSource();
        using var data = new Glyphs(size: 16);
        using var gan = new LatentGan(Options(1, 100), data);

        long steps = new GanTrainer(gan).Train([new After(4, cancellation.Cancel)], cancellation.Token);

        Assert.AreEqual(4, steps);
        using var generator = OnnxGenerator.Load(gan.Export().ToBytes());
        Assert.AreEqual("4", generator.Info.Metadata[GeneratorMetadata.Steps]);
    }

    [TestMethod]
    public void A_stopped_training_goes_on_as_if_it_had_never_stopped()
    {
        using var cancellation = new CancellationTokenSource();
        using var data = new Glyphs(size: 16);
        using var gan = new LatentGan(Options(5, 6), data);
        new GanTrainer(gan).Train([new After(2, cancellation.Cancel)], cancellation.Token);
        new GanTrainer(gan).Train();

        CollectionAssert.AreEqual(TrainGlyphs(seed: 5, steps: 6), gan.Export().ToBytes());
    }

    [TestMethod]
    public void Divergence_is_an_error_that_names_the_step()
    {
        using var data = TestData.Normal(256, (0, 1));
        using var gan = new LatentGan(new LatentGanOptions
        {
            Network = new Mlp(),
            Objective = new LeastSquares(),
            BatchSize = 16,
            Steps = 400,
            DiscriminatorOptimizer = new AdamSettings { LearningRate = 1e12 },
        }, data);

        var error = Assert.ThrowsExactly<DivergenceException>(() => new GanTrainer(gan).Train());
        StringAssert.Contains(error.Message, $"diverged at step {error.Step}");
        StringAssert.Contains(error.Message, "learning rate");
    }

    [TestMethod]
    public void A_model_s_own_samples_and_scores_repeat_wherever_arrays_lie_in_memory()
    {
        using var data = new Glyphs(size: 16);
        using var gan = new LatentGan(
            new LatentGanOptions { Network = new Mlp(), LatentSize = 16, BatchSize = 8, Steps = 2 }, data);
        new GanTrainer(gan).Train();
        HashSet<string> samples = [], scores = [];
        List<byte[]> between = [];
        for (int i = 0; i < 64; i++)
        {
            between.Add(new byte[8 * (i % 9)]);
            float[] made = gan.Sample(Latents(3, 16));
            between.Add(new byte[8 * (i % 7)]);
            samples.Add(string.Join(" ", made));
            scores.Add(string.Join(" ", gan.Score([.. made])));
        }
        Assert.HasCount(1, samples);
        Assert.HasCount(1, scores);
        Assert.HasCount(128, between);
    }

    [TestMethod]
    public void Samples_agree_with_the_exported_model()
    {
        using var data = new Glyphs(size: 16);
        using var gan = new LatentGan(Options(2, 5), data);
        new GanTrainer(gan).Train();
        float[] latents = Latents(17, 8);

        using var runtime = OnnxGenerator.Load(gan.Export().ToBytes());
        float[] expected = gan.Sample(latents), actual = runtime.Generate(latents).Values.ToArray();

        Assert.IsLessThanOrEqualTo(1e-5, expected.Zip(actual, (e, a) => Math.Abs((double)e - a)).Max());
    }

    [TestMethod]
    public void A_trainer_outlives_the_dispose_scope_it_was_created_in()
    {
        using var data = new Glyphs(size: 16);
        LatentGan gan;
        using (NewDisposeScope())
            gan = new LatentGan(Options(5, 6), data);
        new GanTrainer(gan).Train();

        CollectionAssert.AreEqual(TrainGlyphs(seed: 5, steps: 6), gan.Export().ToBytes());
        gan.Dispose();
    }

    [TestMethod]
    public void Tensors_do_not_pile_up()
    {
        using var data = TestData.Normal(256, (0, 1));
        var options = new LatentGanOptions
        {
            Network = new Mlp { GeneratorWidths = [8], DiscriminatorWidths = [8] },
            Objective = new WassersteinGp(),
            BatchSize = 16,
            Steps = 300,
        };
        using var gan = new LatentGan(options, data);
        long early = 0, late = 0;
        new GanTrainer(gan).Train(
            [new After(50, () => early = LiveTensors.Count()), new After(300, () => late = LiveTensors.Count())]);

        Assert.AreEqual(early, late);
    }

    [TestMethod]
    public void A_listener_can_end_the_training_and_later_ones_see_the_last_step()
    {
        using var data = new Glyphs(size: 16);
        using var gan = new LatentGan(Options(1, 100), data);
        var last = new List<long>();

        long steps = new GanTrainer(gan).Train([new Stopping(3), new Last(last)]);

        Assert.AreEqual(3, steps);
        CollectionAssert.AreEqual(new long[] { 3 }, last);
    }

    [TestMethod]
    public void A_restored_snapshot_exports_what_the_step_it_was_taken_at_would_have()
    {
        using var data = new Glyphs(size: 16);
        using var gan = new LatentGan(Options(5, 6), data);
        GeneratorSnapshot? snapshot = null;
        new GanTrainer(gan).Train([new After(4, () => snapshot = gan.Snapshot())]);
        gan.Restore(snapshot!);
        snapshot!.Dispose();

        CollectionAssert.AreEqual(TrainGlyphs(seed: 5, steps: 4), gan.Export().ToBytes());
    }

    [TestMethod]
    public void A_discriminator_scores_real_samples_above_ones_it_has_learned_to_tell_apart()
    {
        using var data = TestData.Normal(256, (3, 0.1));
        var options = new LatentGanOptions
        {
            Network = new Mlp { GeneratorWidths = [4], DiscriminatorWidths = [16] },
            GeneratorOptimizer = new AdamSettings { LearningRate = 1e-9 },
            BatchSize = 16,
            Steps = 200,
        };
        using var gan = new LatentGan(options, data);
        new GanTrainer(gan).Train();

        float[] scores = gan.Score([3, -3]);

        Assert.HasCount(2, scores);
        Assert.IsGreaterThan(0, scores[0]);
        Assert.IsLessThan(0, scores[1]);
    }

    private static LatentGanOptions Options(int seed, long steps) => new()
    {
        Network = new Dcgan { Width = 4 },
        LatentSize = 8,
        BatchSize = 8,
        Steps = steps,
        Seed = seed,
    };

    private static byte[] TrainGlyphs(int seed, long steps)
    {
        using var data = new Glyphs(size: 16);
        using var gan = new LatentGan(Options(seed, steps), data);
        new GanTrainer(gan).Train();
        return gan.Export().ToBytes();
    }

    private static float[] Latents(int count, int size)
    {
        using var random = new Generator(123);
        using var latents = torch.randn(count, size, generator: random);
        return latents.data<float>().ToArray();
    }

    private static void AssertNormal(float[] samples, int component, double mean, double deviation)
    {
        double[] values = [.. samples.Where((_, i) => i % 2 == component).Select(v => (double)v)];
        double foundMean = values.Average();
        double foundDeviation = Math.Sqrt(values.Average(v => (v - foundMean) * (v - foundMean)));
        Assert.AreEqual(mean, foundMean, 0.25 * deviation, $"mean of component {component}");
        Assert.AreEqual(deviation, foundDeviation, 0.3 * deviation, $"deviation of component {component}");
    }

    private sealed class Stopping(long step) : ITrainingListener
    {
        public void StepCompleted(TrainingStep completed)
        {
            if (completed.Step == step)
                completed.Stop();
        }
    }

    private sealed class Last(List<long> steps) : ITrainingListener
    {
        public void StepCompleted(TrainingStep completed)
        {
            if (completed.IsLast)
                steps.Add(completed.Step);
        }
    }
}
