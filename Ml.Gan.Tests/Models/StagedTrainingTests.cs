using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Native;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using Ml.Gan.Onnx;
using Ml.Gan.Tests.Training;
using Ml.Gan.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Models;

/// <summary>Networks that are trained stage by stage, by the one gan.</summary>
[TestClass]
public sealed class StagedTrainingTests
{
    private static readonly NetworkArchitecture[] s_networks =
        [new ProgressiveGan { Width = 16 }, new LapGan { Width = 2 }, new StackGan { Width = 1 }];

    private static readonly (string Name, Action<LatentGanOptions> Change)[] s_changes =
    [
        ("plain", _ => { }),
        ("wasserstein-gp", o => { o.Objective = new WassersteinGp(); o.DiscriminatorSteps = 1; }),
        ("hinge", o => o.Objective = new Hinge()),
        ("r1", o => o.Penalty = new R1()),
        ("mmd", o => o.Objective = new Mmd()),
        ("several outputs", o => { o.Objective = new MmdGan(); o.DiscriminatorSteps = 1; }),
        ("feature matching", o => o.Objective = new FeatureMatching()),
        ("augmentation", o => o.Augmentation = new DiffAugment()),
        ("packing", o => o.Packing = 2),
        ("spectral norm", o => o.SpectralNorm = true),
        ("dropout", o => o.DiscriminatorDropout = 0.5),
        ("minibatch deviation", o => o.MinibatchFeature = MinibatchFeature.StandardDeviation),
        (
            "minibatch discrimination",
            o => (o.MinibatchFeature, o.Objective) = (MinibatchFeature.Discrimination, new NonSaturating())),
        ("label", o => o.Condition = new LabelCondition()),
        ("label, packed", o => { o.Condition = new LabelCondition(); o.Packing = 2; }),
        ("projected label", o => o.Condition = new LabelCondition { Projection = true }),
    ];

    public static IEnumerable<object[]> Networks => s_networks.Select(network => new object[] { network });

    public static IEnumerable<object[]> Trainings =>
        from network in s_networks
        from change in s_changes
        select new object[] { network, change.Name };

    [TestMethod]
    [DynamicData(nameof(Trainings))]
    public void Every_way_of_training_goes_through_all_stages_to_a_graph_that_agrees(
        NetworkArchitecture network, string change)
    {
        var options = Options(network, steps: 4);
        s_changes.Single(entry => entry.Name == change).Change(options);
        using var data = new Glyphs(size: 32);
        using var gan = new LatentGan(options, data);
        new GanTrainer(gan).Train();
        float[] latents = LatentNoise.Rows(4, 8, 1);

        float[] samples = gan.Sample(latents);

        Assert.AreEqual(gan.Stages, gan.Stage);
        Assert.IsTrue(samples.All(value => Math.Abs(value) <= 1));
        using var runtime = OnnxGenerator.Load(gan.Export().ToBytes());
        float[] exported = runtime.Generate(latents).Values.ToArray();
        Assert.IsLessThanOrEqualTo(2e-5, samples.Zip(exported, (e, a) => Math.Abs((double)e - a)).Max());
    }

    [TestMethod]
    [DynamicData(nameof(Networks))]
    public void The_same_seed_gives_the_same_bytes_and_another_seed_others(NetworkArchitecture network)
    {
        byte[] first = Trained(network, seed: 5), again = Trained(network, seed: 5), other = Trained(network, seed: 6);

        CollectionAssert.AreEqual(first, again);
        CollectionAssert.AreNotEqual(first, other);
    }

    [TestMethod]
    [DynamicData(nameof(Networks))]
    public void A_training_that_was_stopped_in_any_stage_goes_on_as_if_it_had_not_been(NetworkArchitecture network)
    {
        using var data = new Glyphs(size: 32);
        using var gan = new LatentGan(Options(network, Steps), data);
        for (long step = 1; step < Steps; step++)
        {
            using var cancellation = new CancellationTokenSource();
            new GanTrainer(gan).Train([new After(step, cancellation.Cancel)], cancellation.Token);
        }
        new GanTrainer(gan).Train();

        CollectionAssert.AreEqual(Trained(network, seed: 1), gan.Export().ToBytes());
    }

    [TestMethod]
    [DynamicData(nameof(Networks))]
    public void A_snapshot_of_an_earlier_stage_brings_that_stage_back(NetworkArchitecture network)
    {
        using var data = new Glyphs(size: 32);
        using var gan = new LatentGan(Options(network, Steps), data);
        GeneratorSnapshot? snapshot = null;
        byte[]? then = null;
        new GanTrainer(gan).Train([new After(2, () => (snapshot, then) = (gan.Snapshot(), gan.Export().ToBytes()))]);
        gan.Restore(snapshot!);
        snapshot!.Dispose();

        CollectionAssert.AreEqual(then, gan.Export().ToBytes());
    }

    [TestMethod]
    [DynamicData(nameof(Networks))]
    public void Each_stage_has_optimizers_of_its_own_which_change_its_weights_alone(NetworkArchitecture network)
    {
        using var scope = NewDisposeScope();
        using var data = new Glyphs(size: 32);
        using var gan = new LatentGan(Options(network, Steps), data);
        var (trainer, generator) = (new GanTrainer(gan), gan.Networks[0].Module);
        var optimizers = new HashSet<optim.Optimizer>(ReferenceEqualityComparer.Instance);
        for (int completed = 0; completed < Steps; completed++)
        {
            gan.BeginStep();
            float[][] before = Values(generator.parameters());
            trainer.RunStep();
            var learning = new HashSet<Parameter>(gan.Phases[^1].Parameters, ReferenceEqualityComparer.Instance);
            var unchanged = generator.parameters().Zip(before).Where(pair => !learning.Contains(pair.First));
            foreach (var (weight, values) in unchanged)
                CollectionAssert.AreEqual(values, weight.ToFloats());
            optimizers.Add(gan.Phases[^1].Optimizer);
        }

        Assert.HasCount(network.StageShares(data.Shape).Count, optimizers);
    }

    [TestMethod]
    public void The_average_of_what_has_stopped_learning_stays_as_it_was()
    {
        using var data = new Glyphs(size: 32);
        var options = Options(new LapGan { Width = 2 }, steps: 60);
        options.EmaDecay = 0.9;
        using var gan = new LatentGan(options, data);
        float[]? coarse = null;
        new GanTrainer(gan).Train([new After(30, () => coarse = Coarse(gan))]);

        float[] later = Coarse(gan);

        Assert.IsLessThan(1e-6, coarse!.Zip(later, (a, b) => Math.Abs(a - b)).Max());

        static float[] Coarse(LatentGan gan)
        {
            using var snapshot = gan.Snapshot();
            using var parameters = new ParameterFactory(1, CPU);
            using var network = new LapGan { Width = 2 }.CreateGenerator(
                new GeneratorDesign(new SampleShape(1, 32, 32), 8), parameters);
            snapshot.CopyTo(network);
            network.eval();
            network.Enter(new StagePosition(0, 1));
            using var scope = NewDisposeScope();
            return network.call(tensor(LatentNoise.Rows(4, 8, 1), [4, 8]), null).ToFloats();
        }
    }

    [TestMethod]
    [DynamicData(nameof(Networks))]
    public void Tensors_do_not_pile_up_within_a_stage(NetworkArchitecture network)
    {
        using var data = new Glyphs(size: 32);
        using var gan = new LatentGan(Options(network, steps: 40), data);
        long early = 0, late = 0;
        new GanTrainer(gan).Train(
            [new After(38, () => early = LiveTensors.Count()), new After(40, () => late = LiveTensors.Count())]);

        Assert.AreEqual(early, late);
    }

    [TestMethod]
    public void One_step_asked_for_is_one_for_each_stage()
    {
        using var data = new Glyphs(size: 64);
        using var gan = new LatentGan(Options(new ProgressiveGan { Width = 1 }, steps: 1), data);

        Assert.AreEqual(5, new GanTrainer(gan).Train());
    }

    [TestMethod]
    public void Batches_of_one_are_for_networks_without_batch_normalization()
    {
        using var data = new Glyphs(size: 32);
        var options = Options(new ProgressiveGan { Width = 2 }, steps: 4);
        options.BatchSize = 1;
        using (var gan = new LatentGan(options, data))
            Assert.AreEqual(4, new GanTrainer(gan).Train());

        AreRefused(
            options,
            data,
            "at least 2 with the network progressive-gan and the objective mmd",
            o => o.Objective = new Mmd());
        AreRefused(
            options,
            data,
            "at least 2 with the network stackgan",
            o => (o.Network, o.Objective) = (new StackGan(), new NonSaturating()));
    }

    private const int Steps = 6;

    private static LatentGanOptions Options(NetworkArchitecture network, long steps, int seed = 1) => new()
    {
        Network = network,
        LatentSize = 8,
        BatchSize = 4,
        Steps = steps,
        Seed = seed,
    };

    private static byte[] Trained(NetworkArchitecture network, int seed)
    {
        using var data = new Glyphs(size: 32);
        using var gan = new LatentGan(Options(network, Steps, seed), data);
        new GanTrainer(gan).Train();
        return gan.Export().ToBytes();
    }

    private static void AreRefused(
        LatentGanOptions options, ISampleSource data, string message, Action<LatentGanOptions> change)
    {
        change(options);
        var error = Assert.ThrowsExactly<GanOptionException>(() => new LatentGan(options, data));

        Assert.AreEqual("BatchSize", error.Option);
        StringAssert.Contains(error.Message, message);
    }

    private static float[][] Values(IEnumerable<Parameter> weights) => [.. weights.Select(weight => weight.ToFloats())];
}
