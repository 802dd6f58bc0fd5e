using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using Ml.Gan.Tests.Training;
using Ml.Gan.Training;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Models;

/// <summary>The options of regularization and their schedules in whole trainings.</summary>
[TestClass]
public sealed class RegularizedTrainingTests
{
    private static readonly AdaptiveAugmentation s_fastAugmentation = new() { Target = -0.99, RampImages = 40 };

    public static IEnumerable<object[]> Changes =>
    [
        ["weight decay", (LatentGanOptions o) => { o.DiscriminatorWeightDecay = 0.1; }],
        ["dropout", (LatentGanOptions o) => { o.DiscriminatorDropout = 0.5; }],
        ["lazy penalty", (LatentGanOptions o) => { o.Penalty = new R1 { Interval = 2 }; }],
        ["consistency", (LatentGanOptions o) => { o.ConsistencyWeight = 10; }],
        [
            "consistency of real images",
            (LatentGanOptions o) => { (o.ConsistencyWeight, o.RealConsistencyOnly) = (10, true); },
        ],
        ["spectral norm", (LatentGanOptions o) => { o.SpectralNorm = true; }],
        ["weight clipping", (LatentGanOptions o) => { o.WeightClipping = 0.02; }],
        ["gradient clipping", (LatentGanOptions o) => { o.GradientClipping = 1e-9; }],
        ["instance noise", (LatentGanOptions o) => { o.InstanceNoise = 0.1; }],
        [
            "color",
            (LatentGanOptions o) => { o.Augmentation = new DiffAugment { Translation = false, Cutout = false }; },
        ],
        [
            "translation",
            (LatentGanOptions o) => { o.Augmentation = new DiffAugment { Color = false, Cutout = false }; },
        ],
        [
            "cutout",
            (LatentGanOptions o) => { o.Augmentation = new DiffAugment { Color = false, Translation = false }; },
        ],
        ["minibatch deviation", (LatentGanOptions o) => { o.MinibatchFeature = MinibatchFeature.StandardDeviation; }],
        ["minibatch discrimination", (LatentGanOptions o) => { o.MinibatchFeature = MinibatchFeature.Discrimination; }],
        ["packing", (LatentGanOptions o) => { o.Packing = 2; }],
        ["linear decay", (LatentGanOptions o) => { o.LinearDecayStart = 0.5; }],
        ["penalty", (LatentGanOptions o) => { o.Penalty = new R1(); }],
        [
            "discriminator's rate",
            (LatentGanOptions o) =>
            {
                o.DiscriminatorOptimizer = new AdamSettings { LearningRate = 1e-3, Beta2 = 0.99 };
            },
        ],
        ["discriminator's steps", (LatentGanOptions o) => { o.DiscriminatorSteps = 2; }],
    ];

    [TestMethod]
    [DynamicData(nameof(Changes))]
    public void Every_option_changes_what_is_learned(string name, Action<LatentGanOptions> change)
    {
        var options = Options(new LeastSquares());
        change(options);

        CollectionAssert.AreNotEqual(Trained(Options(new LeastSquares())), Trained(options), name);
    }

    [TestMethod]
    public void What_takes_logits_changes_what_is_learned_too()
    {
        var augmented = Options(new NonSaturating());
        augmented.Augmentation = s_fastAugmentation;
        byte[] plain = Trained(Options(new NonSaturating()));

        CollectionAssert.AreNotEqual(plain, Trained(augmented));
        CollectionAssert.AreNotEqual(plain, Trained(Options(new NonSaturating { RealLabel = 0.9 })));
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void The_same_seed_gives_the_same_bytes_with_everything_on_and_leaves_the_global_generator_alone(
        bool adaptive)
    {
        using var before = Generator.Default.get_state();

        CollectionAssert.AreEqual(Trained(Everything(adaptive, 6)), Trained(Everything(adaptive, 6)));

        using var after = Generator.Default.get_state();
        CollectionAssert.AreEqual(before.bytes.ToArray(), after.bytes.ToArray());
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Tensors_do_not_pile_up_with_everything_on(bool adaptive)
    {
        using var data = new Glyphs(size: 16);
        using var gan = new LatentGan(Everything(adaptive, steps: 24), data);
        long early = 0, late = 0;
        new GanTrainer(gan).Train(
            [new After(8, () => early = LiveTensors.Count()), new After(16, () => late = LiveTensors.Count())]);

        Assert.AreEqual(early, late);
    }

    [TestMethod]
    public void The_probability_of_augmentation_rises_while_the_discriminator_wins_and_is_a_metric()
    {
        var options = Options(new NonSaturating());
        options.Augmentation = new AdaptiveAugmentation { RampImages = 200 };
        options.GeneratorOptimizer = new AdamSettings { LearningRate = 1e-9 };
        options.Steps = 120;
        using var data = new Glyphs(size: 16);
        using var gan = new LatentGan(options, data);
        var probabilities = new Probabilities();

        new GanTrainer(gan).Train([probabilities]);

        Assert.AreEqual(0, probabilities.Seen[0]);
        Assert.IsGreaterThan(0.3, probabilities.Seen.Max()!.Value);
        Assert.IsTrue(probabilities.Seen.All(p => p is >= 0 and <= 1));
    }

    [TestMethod]
    public void Without_an_adaptive_augmentation_there_is_no_probability()
    {
        using var data = new Glyphs(size: 16);
        using var gan = new LatentGan(Options(new NonSaturating()), data);
        var probabilities = new Probabilities();

        new GanTrainer(gan).Train([probabilities]);

        Assert.IsTrue(probabilities.Seen.All(p => p is null));
    }

    private static LatentGanOptions Options(Objective objective) => new()
    {
        Network = new Dcgan { Width = 2 },
        Objective = objective,
        LatentSize = 4,
        BatchSize = 8,
        Steps = 6,
    };

    private static LatentGanOptions Everything(bool adaptive, long steps) => new()
    {
        Network = new Dcgan { Width = 2 },
        LatentSize = 4,
        BatchSize = 8,
        Steps = steps,
        DiscriminatorSteps = 2,
        SpectralNorm = true,
        DiscriminatorDropout = 0.2,
        DiscriminatorWeightDecay = 1e-4,
        InstanceNoise = 0.1,
        Augmentation = adaptive ? s_fastAugmentation : new DiffAugment(),
        MinibatchFeature = adaptive ? MinibatchFeature.StandardDeviation : MinibatchFeature.Discrimination,
        Penalty = adaptive ? new PenaltySum(new GradientPenalty(), new R1 { Interval = 4 }) : null,
        LeCamWeight = 0.3,
        ConsistencyWeight = 10,
        Packing = 2,
        GradientClipping = 1,
        LinearDecayStart = 0.5,
    };

    private static byte[] Trained(LatentGanOptions options)
    {
        using var data = new Glyphs(size: 16);
        using var gan = new LatentGan(options, data);
        new GanTrainer(gan).Train();
        return gan.Export().ToBytes();
    }

    private sealed class Probabilities : ITrainingListener
    {
        public List<double?> Seen { get; } = [];

        public void StepCompleted(TrainingStep completed) =>
            Seen.Add(completed.Metrics.TryGetValue("ada_p", out double p) ? p : null);
    }
}
