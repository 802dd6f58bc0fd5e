using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using Ml.Gan.Tests.Training;
using Ml.Gan.Training;

namespace Ml.Gan.Tests.Models.Labels;

[TestClass]
public sealed class ClassifyingTrainingTests
{
    public static IEnumerable<object[]> Objectives =>
    [
        [new SemiSupervised(), 20],
        [new SemiSupervisedLossSensitive { MarginWeight = 0.1 }, 20],
        [new SemiSupervisedLossSensitive { MarginWeight = 0.1, Margin = true }, 20],
        [new ConditionalLossSensitive(), 0],
    ];

    /// <summary>Two classes on either side of 0, of which 20 samples or all are labeled.</summary>
    [TestMethod]
    [DynamicData(nameof(Objectives))]
    public void The_discriminator_learns_the_classes(Objective objective, int labels)
    {
        using var data = TestData.Labeled(600, (0, 1), (0, 1));
        var (training, heldOut) = SampleSubset.HoldOut(data, 200, seed: 1);
        using var gan = Create(objective, labels, training, steps: 150);
        double before = ClassificationTest.Run(gan, heldOut).Error;
        var last = new LastMetrics();
        new GanTrainer(gan).Train([last]);
        var test = ClassificationTest.Run(gan, heldOut);

        Assert.AreEqual(200, test.Count);
        Assert.IsGreaterThan(0.2, before);
        Assert.IsLessThan(0.12, test.Error);
        Assert.IsGreaterThan(0.85, last.Metrics["class_accuracy"]);
        Assert.IsGreaterThan(0, last.Metrics["class_loss"]);
        CollectionAssert.AreEqual(new[] { "0", "1" }, gan.Classes.ToArray());
    }

    [TestMethod]
    public void Classes_are_probabilities_in_the_order_of_the_labels()
    {
        using var data = TestData.Labeled(200, (0, 1));
        using var gan = Create(new SemiSupervised(), 0, data, steps: 100);
        new GanTrainer(gan).Train();
        float[][] rows = [.. gan.Classify([-1.5f, 1.5f]).Chunk(2)];

        foreach (float[] row in rows)
            Assert.AreEqual(1, row.Sum(), 1e-5);
        Assert.IsGreaterThan(0.6f, rows[0][0]);
        Assert.IsGreaterThan(0.6f, rows[1][1]);
    }

    public static IEnumerable<object[]> FromFewLabels => [[new SemiSupervised()], [new SemiSupervisedLossSensitive()]];

    [TestMethod]
    [DynamicData(nameof(FromFewLabels))]
    public void Only_the_labels_that_may_be_used_are_read(Objective objective)
    {
        using var data = TestData.Labeled(200, (0, 1));
        using var watched = new WatchedLabels(data);
        using var gan = Create(objective, 10, watched, steps: 20);
        watched.Read.Clear();
        new GanTrainer(gan).Train();

        Assert.HasCount(10, watched.Read);
    }

    [TestMethod]
    public void Samples_without_labels_are_learned_from_but_not_conditioned_on()
    {
        using var data = Partly();
        using var gan = Create(new SemiSupervised(), 0, data, steps: 60);
        new GanTrainer(gan).Train();

        Assert.AreEqual(new ClassificationTest(10, 0), ClassificationTest.Run(gan, data));
        Assert.Contains("30 of the 40", Assert.ThrowsExactly<GanDataException>(
            () => Create(new ConditionalLossSensitive(), 0, data, steps: 1)).Message);
    }

    /// <summary>Of 40 samples every fourth has a label; those of class 0 are −1 and those of class 1 are 1.</summary>
    [TestMethod]
    public void Classes_are_generated_from_a_few_labels()
    {
        using var data = Partly();
        using var gan = Create(new SemiSupervisedLossSensitive(), 0, data, steps: 400);
        new GanTrainer(gan).Train();
        float[] latents = Ml.Gan.Onnx.LatentNoise.Rows(64, 2, seed: 1);

        double Mean(int label) =>
            gan.Sample(latents, new Ml.Gan.Onnx.GeneratorConditions { Labels = [label] }).Average();

        CollectionAssert.AreEqual(new[] { "0", "1" }, gan.Conditions.ClassNames.ToArray());
        Assert.IsLessThan(-0.5, Mean(0));
        Assert.IsGreaterThan(0.5, Mean(1));
    }

    /// <summary>Ten labeled samples serve batches of 32, in turn.</summary>
    [TestMethod]
    public void Samples_are_generated_for_the_labels_of_labeled_ones()
    {
        using var scope = TorchSharp.torch.NewDisposeScope();
        using var data = Partly();
        using var gan = Create(new SemiSupervisedLossSensitive(), 0, data, steps: 1);
        gan.BeginStep();

        var batch = (LatentBatch)gan.NextBatch([gan.Phases[^1]]);

        long[] labels = batch.Labeled!.Labels!.data<long>().ToArray();
        float[] labeled = batch.Labeled.Samples.data<float>().ToArray();
        Assert.HasCount(32, labels);
        CollectionAssert.AreEqual(labels, batch.Condition!.argmax(1).data<long>().ToArray());
        CollectionAssert.AreEqual(labels.Select(label => 2f * label - 1).ToArray(), labeled);
        Assert.AreEqual(16, labels.Take(30).Count(label => label == 0) + 1, 1);
    }

    [TestMethod]
    public void A_class_without_a_label_is_not_generated_in_silence()
    {
        using var data = TestData.Labeled(200, (0, 1));

        Assert.Contains("is of '1'", Assert.ThrowsExactly<GanDataException>(
            () => Create(new SemiSupervisedLossSensitive(), 1, data, steps: 1)).Message);
    }

    [TestMethod]
    public void The_choice_of_labels_is_part_of_what_a_seed_repeats()
    {
        using var data = TestData.Labeled(200, (0, 1));
        byte[] Train()
        {
            using var gan = Create(new SemiSupervisedLossSensitive(), 10, data, steps: 5);
            new GanTrainer(gan).Train();
            return gan.ExportDiscriminator().ToBytes();
        }

        CollectionAssert.AreEqual(Train(), Train());
    }

    private static SampleCache Partly()
    {
        using var builder = SampleCacheBuilder.ForVectors("some", SampleShape.Vector(1));
        for (int i = 0; i < 40; i++)
            builder.Append([i < 20 ? -1f : 1f]);
        return builder.Build([.. Enumerable.Range(0, 40).Select(i => i % 4 > 0 ? -1 : i / 20)]);
    }

    private static LatentGan Create(Objective objective, int labels, ISampleSource data, long steps)
    {
        var optimizer = new AdamSettings { LearningRate = 2e-3 };
        return new LatentGan(
            new LatentGanOptions
            {
                Network = new Mlp { GeneratorWidths = [16], DiscriminatorWidths = [32] },
                Objective = objective,
                LabeledSamples = labels > 0 ? labels : null,
                LatentSize = 2,
                BatchSize = 32,
                Steps = steps,
                GeneratorOptimizer = optimizer,
                DiscriminatorOptimizer = optimizer,
            },
            data);
    }

    /// <summary>Remembers which labels were read.</summary>
    private sealed class WatchedLabels : ISampleSource
    {
        private readonly ISampleSource _data;

        public WatchedLabels(ISampleSource data)
        {
            _data = data;
            Labels = new SampleLabels(this, data.Labels!.ClassNames, (indices, destination) =>
            {
                Read.UnionWith(indices.ToArray());
                data.Labels.Read(indices, destination);
            });
        }

        public HashSet<long> Read { get; } = [];

        public string Name => _data.Name;

        public SampleShape Shape => _data.Shape;

        public long? Count => _data.Count;

        public SampleLabels Labels { get; }

        void ISampleSource.Read(ReadOnlySpan<long> indices, Span<float> destination) => _data.Read(
            indices, destination);

        public void Dispose()
        {
        }
    }
}
