using System.Text.Json;
using Microsoft.ML.OnnxRuntime;
using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using Ml.Gan.Onnx;
using Ml.Gan.Tests.Data;
using Ml.Gan.Tests.Training;
using Ml.Gan.Training;

namespace Ml.Gan.Tests.Models.Export;

/// <summary>What ONNX Runtime computes from an exported discriminator is what libtorch computes.</summary>
[TestClass]
public sealed class DiscriminatorExportTests
{
    private const int Count = 6;
    private const float Tolerance = 1e-5f;

    public static IEnumerable<object[]> Cases =>
    [
        [new LatentGanOptions()],
        [new LatentGanOptions { SpectralNorm = true, MinibatchFeature = MinibatchFeature.StandardDeviation }],
        [new LatentGanOptions { Objective = new LossSensitive(), DiscriminatorDropout = 0.5 }],
        [new LatentGanOptions { Objective = new SemiSupervised(), LabeledSamples = 20 }],
        [new LatentGanOptions { Objective = new SemiSupervisedLossSensitive() }],
        [new LatentGanOptions { Objective = new ConditionalLossSensitive(), Condition = new LabelCondition() }],
        [new LatentGanOptions { Condition = new LabelCondition() }],
        [new LatentGanOptions { Condition = new LabelCondition { Projection = true } }],
        [new LatentGanOptions { Condition = new LabelCondition(), Packing = 2 }],
        [new LatentGanOptions { Network = new Mlp { DiscriminatorWidths = [8] }, Packing = 2 }],
        [new LatentGanOptions { Codes = LatentCodes.Parse("3,c1") }],
        [new LatentGanOptions { Network = new FastGan { Width = 2 } }],
        [new LatentGanOptions { Network = new FastGan { Width = 2 }, Condition = new LabelCondition(), Packing = 2 }],
        [
            new LatentGanOptions
            {
                Network = new FastGan { Width = 2 }, SpectralNorm = true, DiscriminatorDropout = 0.2,
                MinibatchFeature = MinibatchFeature.Discrimination,
            },
        ],
        [
            new LatentGanOptions
            {
                Network = new FastGan { Width = 2 }, Objective = new WassersteinGp(),
                Condition = new LabelCondition { Projection = true },
            },
        ],
        [new LatentGanOptions { Network = new FastGan { Width = 2 }, Codes = LatentCodes.Parse("3,c1") }],
        [
            new LatentGanOptions
            {
                Codes = LatentCodes.Parse("3,c1"),
                Network = new Dcgan { Width = 2, HiddenUnits = 6 },
            },
        ],
    ];

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Onnx_runtime_agrees_with_libtorch(LatentGanOptions options)
    {
        using var data = new Glyphs(size: 16);
        using var gan = Trained(options, data, steps: 3);
        long[] indices = [.. Enumerable.Range(0, Count).Select(i => (long)i)];
        float[] samples = data.Read(indices);
        long[]? labels =
            options is { Condition: not null, Objective: not IClassifyingObjective } ? data.ReadLabels(indices) : null;

        var outputs = Run(gan.ExportDiscriminator(), options.Packing, samples, labels);

        float[] scores = gan.Score(
            samples,
            labels is null ? null : new GeneratorConditions { Labels = [.. labels.Select(label => (int)label)] });
        AreClose(ScoresBy(options.Objective, scores), outputs[DiscriminatorNames.Score]);
        if (options.Objective is IClassifyingObjective)
            AreClose(gan.Classify(samples), outputs[DiscriminatorNames.Probabilities]);
        else
            Assert.HasCount(1, outputs);
    }

    [TestMethod]
    public void Vectors_come_with_vectors()
    {
        using var data = TestData.Labeled(64, (1, 0.5), (0, 2));
        using var gan = Trained(
            new LatentGanOptions { Network = new Mlp { DiscriminatorWidths = [8] }, Condition = new LabelCondition() },
            data,
            steps: 3);
        using var session = new InferenceSession(gan.ExportDiscriminator().ToBytes());

        CollectionAssert.AreEquivalent(new[] { "sample", "label" }, session.InputNames.ToArray());
        CollectionAssert.AreEqual(new[] { -1, 2 }, session.InputMetadata["sample"].Dimensions);
    }

    [TestMethod]
    public void A_file_says_what_it_scores_and_what_the_classes_are_called()
    {
        using var data = new Glyphs(size: 16);
        using var classifier = Trained(new LatentGanOptions { Objective = new SemiSupervised() }, data, steps: 1);
        using var packed = Trained(new LatentGanOptions { Packing = 2 }, data, steps: 1);
        var metadata = classifier.ExportDiscriminator().Metadata;

        CollectionAssert.AreEqual(
            classifier.Classes.ToArray(), JsonSerializer.Deserialize<string[]>(metadata[GeneratorMetadata.Labels]));
        Assert.AreEqual("semi-supervised", metadata[GeneratorMetadata.Objective]);
        Assert.AreEqual("dcgan", metadata[GeneratorMetadata.Network]);
        Assert.AreEqual("-1,1", metadata[GeneratorMetadata.ValueRange]);
        Assert.DoesNotContain(GeneratorMetadata.LatentSize, metadata.Keys);
        Assert.AreEqual("2", packed.ExportDiscriminator().Metadata[GeneratorMetadata.Packing]);
        Assert.DoesNotContain(
            GeneratorMetadata.Labels, classifier.Export().Metadata.Keys, "the generator can't be asked for classes");
    }

    [TestMethod]
    public void A_trained_discriminator_takes_real_samples_for_more_real_than_noise_and_generated_ones()
    {
        using var data = new Glyphs(size: 16);
        foreach (var objective in (Objective[])[new NonSaturating(), new LossSensitive(), new SemiSupervised()])
        {
            using var gan = Trained(
                new LatentGanOptions { Objective = objective, Network = new Dcgan { Width = 8 }, SpectralNorm = true },
                data,
                steps: 60);
            var graph = gan.ExportDiscriminator();
            float[] real = data.Read([.. Enumerable.Range(5000, 40).Select(i => (long)i)]);
            float[] generated = gan.Sample(LatentNoise.Rows(40, 8, seed: 3));
            float Mean(float[] samples) => Run(graph, 1, samples, null)[DiscriminatorNames.Score].Average();

            Assert.IsGreaterThan(Mean(generated), Mean(real), objective.Name);
        }
    }

    [TestMethod]
    public void Objectives_whose_discriminator_scores_no_single_sample_are_refused()
    {
        using var data = new Glyphs(size: 16);
        foreach (var objective in (Objective[])[new Mmd(), new MmdGan()])
        {
            using var gan = Trained(new LatentGanOptions { Objective = objective }, data, steps: 1);
            Assert.Contains(
                objective.Name,
                Assert.ThrowsExactly<InvalidOperationException>(() => gan.ExportDiscriminator()).Message);
            Assert.Contains(
                objective.Name,
                Assert.ThrowsExactly<InvalidOperationException>(() => gan.Classify(data.Read(0))).Message);
        }
        Assert.ThrowsExactly<NotSupportedException>(() => new MmdGan().Score(TorchSharp.torch.zeros(1, 16)));
    }

    private static LatentGan Trained(LatentGanOptions options, ISampleSource data, long steps)
    {
        if (options.Network is Dcgan { Width: 64 })
            options.Network = new Dcgan { Width = 2 };
        (options.LatentSize, options.BatchSize, options.Steps) = (8, 16, steps);
        var gan = new LatentGan(options, data);
        new GanTrainer(gan).Train();
        return gan;
    }

    private static float[] ScoresBy(Objective objective, float[] scores)
    {
        if (objective is not IClassifyingObjective)
            return objective is LossSensitiveObjective ? [.. scores.Select(score => -score)] : scores;
        return [.. scores.Chunk(10).Select(logits =>
        {
            double logSum = Math.Log(logits.Sum(logit => Math.Exp(logit)));
            return (float)(objective is SemiSupervised ? logSum : logits.Max() - logSum);
        })];
    }

    private static Dictionary<string, float[]> Run(OnnxGraph graph, int packing, float[] samples, long[]? labels)
    {
        using var session = new InferenceSession(graph.ToBytes());
        using var options = new RunOptions();
        long packs = samples.Length / (16 * 16) / packing;
        using var images = OrtValue.CreateTensorValueFromMemory(samples, [packs, packing, 16, 16]);
        using var classes = OrtValue.CreateTensorValueFromMemory(
            labels ?? [0], labels is null ? [1] : packing == 1 ? [packs] : [packs, packing]);
        var inputs = new Dictionary<string, OrtValue> { ["image"] = images };
        if (labels is not null)
            inputs["label"] = classes;
        using var results = session.Run(options, inputs, session.OutputNames);
        foreach (var result in results)
            Assert.AreEqual(2, result.GetTensorTypeAndShape().Shape.Length);
        return session.OutputNames.Zip(
            results, (name, value) => (name, values: value.GetTensorDataAsSpan<float>().ToArray()))
            .ToDictionary(output => output.name, output => output.values);
    }

    private static void AreClose(float[] expected, float[] actual) =>
        Onnx.OnnxRun.AreClose(expected, actual, Tolerance);
}
