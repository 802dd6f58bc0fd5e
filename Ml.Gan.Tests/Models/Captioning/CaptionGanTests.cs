using Microsoft.ML.OnnxRuntime;
using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Onnx;
using Ml.Gan.Tests.Data;
using Ml.Gan.Tests.Onnx;
using Ml.Gan.Tests.Training;
using Ml.Gan.Training;

namespace Ml.Gan.Tests.Models.Captioning;

/// <summary>Captions of scenes of 16×16, by small networks.</summary>
[TestClass]
public sealed class CaptionGanTests
{
    private const int Side = 16, Latent = 5;

    private readonly CaptionedImages _scenes =
        CaptionedImages.Open("builtin:scenes", options: new SampleSourceOptions { Size = Side });

    [TestCleanup]
    public void Release() => _scenes.Dispose();

    [TestMethod]
    [DataRow(CaptionObjective.MaximumLikelihood, "g_loss")]
    [DataRow(CaptionObjective.Gumbel, "d_fake,d_generated,d_human,d_loss,d_mismatched,d_real,"
        + "g_adversarial,g_diversity,g_likelihood,g_loss")]
    [DataRow(CaptionObjective.PolicyGradient, "d_fake,d_generated,d_human,d_loss,d_mismatched,d_real,"
        + "g_adversarial,g_diversity,g_likelihood,g_loss")]
    public void A_step_changes_all_networks_and_names_its_losses(CaptionObjective objective, string metrics)
    {
        using var gan = Create(objective, steps: 2, options => options.PretrainingShare = 0);
        float[][][] before = [.. gan.Networks.Select(Numbers)];
        var last = new LastMetrics();
        Assert.AreEqual(2, new GanTrainer(gan).Train([last]));
        foreach (var (network, numbers) in gan.Networks.Zip(before))
        {
            int same = Numbers(network).Zip(numbers).Count(pair => pair.First.SequenceEqual(pair.Second));
            Assert.AreEqual(0, same, $"weights of {network.Name} stay as they were");
        }
        CollectionAssert.AreEqual(metrics.Split(','), last.Metrics.Keys.Order().ToArray());
    }

    [TestMethod]
    public void Likelihood_alone_trains_first_and_the_evaluator_from_its_second_half_on()
    {
        using var gan = Create(CaptionObjective.Gumbel, steps: 8);
        var seen = new EachStep();
        new GanTrainer(gan).Train([seen]);
        CollectionAssert.AreEqual(
            (int[])[1, 1, 2, 2, 3, 3, 3, 3],
            seen.Metrics.Select(step => step.ContainsKey("g_adversarial") ? 3 : step.ContainsKey("d_loss") ? 2 : 1)
                .ToArray());
    }

    [TestMethod]
    [DataRow(CaptionObjective.MaximumLikelihood)]
    [DataRow(CaptionObjective.Gumbel)]
    public void Exported_captioners_write_the_same_words(CaptionObjective objective)
    {
        using var gan = Create(objective, steps: 8);
        new GanTrainer(gan).Train();
        const int Count = 24;
        int length = gan.Options.MaxLength!.Value;
        float[] images = Images(Count), noise = OnnxRun.Numbers(Count * Latent, 4);
        long[] expected = gan.Tokens(images, noise);

        var graph = gan.Export();
        long[] actual = Tokens(graph, images, noise, Count);

        CollectionAssert.AreEqual(expected, actual);
        Assert.IsGreaterThan(1, expected.Distinct().Count());
        Assert.AreEqual(length, expected.Length / Count);
        for (int i = 0; i < Count; i++)
        {
            long[] row = expected[(i * length)..((i + 1) * length)];
            int end = Array.IndexOf(row, 0);
            Assert.IsTrue(end < 0 || row[end..].All(token => token == 0), "nothing follows the end");
        }
        CollectionAssert.AreEqual(actual, Tokens(graph, images, noise, Count, batch: 5));
        Assert.AreEqual("captioning", graph.Metadata[CaptionerMetadata.System]);
        Assert.AreEqual("captioner", graph.Metadata[CaptionerMetadata.Kind]);
        Assert.AreEqual($"{Latent}", graph.Metadata[CaptionerMetadata.LatentSize]);
        CollectionAssert.AreEqual(
            gan.Vocabulary.Words.ToArray(),
            System.Text.Json.JsonSerializer.Deserialize<string[]>(graph.Metadata[CaptionerMetadata.Vocabulary]));
    }

    [TestMethod]
    public void Exported_evaluators_give_the_same_scores()
    {
        using var gan = Create(CaptionObjective.Gumbel, steps: 8);
        new GanTrainer(gan).Train();
        const int Count = 12;
        int length = gan.Options.MaxLength!.Value;
        float[] images = Images(Count);
        string[] captions = [.. Enumerable.Range(0, Count).Select(i => i % 3 == 0 ? "" : _scenes.CaptionsOf(i)[i % 5])];
        float[] expected = gan.Score(images, captions);
        long[] tokens = new long[Count * length];
        for (int i = 0; i < Count; i++)
            gan.Vocabulary.Encode(captions[i]).Select(id => (long)id).ToArray().CopyTo(tokens, i * length);

        using var image = OrtValue.CreateTensorValueFromMemory(images, [Count, 3, Side, Side]);
        using var given = OrtValue.CreateTensorValueFromMemory(tokens, [Count, length]);
        var graph = gan.ExportEvaluator();
        float[] actual = OnnxRun.Run(graph.ToBytes(), out long[] shape, ["image", "tokens"], [image, given]);

        CollectionAssert.AreEqual((long[])[Count], shape);
        OnnxRun.AreClose(expected, actual, 1e-5f);
        Assert.IsTrue(expected.All(score => score is > 0 and < 1));
        Assert.IsGreaterThan(1e-4f, expected.Max() - expected.Min());
        Assert.AreEqual("evaluator", graph.Metadata[CaptionerMetadata.Kind]);
    }

    [TestMethod]
    [DataRow(CaptionObjective.MaximumLikelihood)]
    [DataRow(CaptionObjective.Gumbel)]
    [DataRow(CaptionObjective.PolicyGradient)]
    public void The_same_seed_gives_the_same_bytes_also_where_a_training_is_resumed(CaptionObjective objective)
    {
        using var folder = new TemporaryFolder();
        byte[] straight = Train(6, null, resume: false);
        CollectionAssert.AreEqual(straight, Train(6, null, resume: false));
        CollectionAssert.AreNotEqual(straight, Train(6, null, resume: false, seed: 2));
        Train(5, folder.Path, resume: false);
        CollectionAssert.AreEqual(straight, Train(6, folder.Path, resume: true));

        byte[] Train(long steps, string? checkpoints, bool resume, int seed = 1)
        {
            using var gan = Create(objective, steps, options =>
            {
                (options.CheckpointFolder, options.Resume, options.Seed) = (checkpoints, resume, seed);
                (options.PretrainingShare, options.LinearDecayStart) = (0.3, null);
            });
            new GanTrainer(gan).Train();
            return [.. gan.Export().ToBytes(), .. gan.HasEvaluator ? gan.ExportEvaluator().ToBytes() : []];
        }
    }

    [TestMethod]
    public void Captions_are_learned_and_depend_on_seed_and_row_alone()
    {
        using var gan = Create(CaptionObjective.MaximumLikelihood, steps: 12);
        new GanTrainer(gan).Train();
        float[] images = Images(3);
        var captions = gan.Caption(images, count: 4, seed: 9);
        Assert.HasCount(3, captions);
        Assert.IsTrue(captions.All(ofImage => ofImage.Count == 4));
        float[] noise = LatentNoise.Rows(12, Latent, seed: 9);
        float[] repeated = [.. Enumerable.Range(0, 12).SelectMany(i => images[(i / 4 * 768)..((i / 4 * 768) + 768)])];
        int length = gan.Options.MaxLength!.Value;
        long[] tokens = gan.Tokens(repeated, noise);
        CollectionAssert.AreEqual(
            Enumerable.Range(0, 12).Select(i => gan.Vocabulary.Decode(tokens.AsSpan(i * length, length))).ToArray(),
            captions.SelectMany(ofImage => ofImage).ToArray());
        var test = CaptionTest.Run(gan, _scenes.HoldOut(70, 1).HeldOut, captionsPerImage: 2);
        Assert.AreEqual((70, 2), (test.Count, test.CaptionsPerImage));
        Assert.IsTrue(test.TrueShare is >= 0 and <= 1);
        Assert.IsNull(test.EvaluatorScore);
        Assert.IsTrue(test.DistinctCaptions is >= 1 and <= 2);
    }

    [TestMethod]
    public void What_does_not_go_together_is_refused()
    {
        Refused("PretrainingShare", "from 0 to 1", options => options.PretrainingShare = 1.5);
        Refused("LatentSize", "at least 1", options => options.LatentSize = 0);
        Refused("MaxLength", "from 1 to 64", options => options.MaxLength = 65);
        Refused("Temperature", "above 0", options => options.Temperature = 0);
        Refused("DiversityWeight", "at least 0", options => options.DiversityWeight = -1);
        Refused("BatchSize", "at least 2", options => options.BatchSize = 1);
        using var glyphs = SampleSource.Open("builtin:glyphs", new SampleSourceOptions { Size = 16 });
        using var gan = Create(CaptionObjective.MaximumLikelihood, 1);
        Assert.Contains(
            "no evaluator", Assert.ThrowsExactly<InvalidOperationException>(() => gan.ExportEvaluator()).Message);
        Assert.Contains(
            "no whole number", Assert.ThrowsExactly<ArgumentException>(() => gan.Caption(new float[5], 1, 1)).Message);

        void Refused(string option, string text, Action<CaptionOptions> change)
        {
            var refused = Assert.ThrowsExactly<GanOptionException>(
                () => Create(CaptionObjective.Gumbel, 1, change).Dispose());
            Assert.AreEqual(option, refused.Option, refused.Message);
            Assert.Contains(text, refused.Message);
        }
    }

    private CaptionGan Create(CaptionObjective objective, long steps, Action<CaptionOptions>? change = null)
    {
        var options = new CaptionOptions
        {
            Objective = objective,
            Steps = steps,
            BatchSize = 4,
            LatentSize = Latent,
            WordSize = 6,
            HiddenSize = 8,
            Width = 4,
        };
        change?.Invoke(options);
        return CaptionGan.Create(options, _scenes);
    }

    private float[] Images(int count)
    {
        float[] images = new float[count * _scenes.Shape.Length];
        _scenes.Read([.. Enumerable.Range(0, count).Select(i => (long)i)], images);
        return images;
    }

    private static long[] Tokens(OnnxGraph graph, float[] images, float[] noise, int count, int batch = int.MaxValue)
    {
        using var session = new InferenceSession(graph.ToBytes());
        using var run = new RunOptions();
        List<long> tokens = [];
        for (int first = 0; first < count; first += Math.Min(batch, count - first))
        {
            int rows = Math.Min(batch, count - first), length = images.Length / count;
            using var image = OrtValue.CreateTensorValueFromMemory(
                images[(first * length)..((first + rows) * length)], [rows, 3, Side, Side]);
            using var given = OrtValue.CreateTensorValueFromMemory(
                noise[(first * Latent)..((first + rows) * Latent)], [rows, Latent]);
            using var results = session.Run(run, ["image", "noise"], [image, given], session.OutputNames);
            tokens.AddRange(results[0].GetTensorDataAsSpan<long>());
        }
        return [.. tokens];
    }

    private static float[][] Numbers(NamedNetwork network) =>
        [.. network.Module.parameters().Select(weight => weight.detach().cpu().data<float>().ToArray())];

    private sealed class EachStep : ITrainingListener
    {
        public List<IReadOnlyDictionary<string, double>> Metrics { get; } = [];

        public void StepCompleted(TrainingStep step) => Metrics.Add(step.Metrics);
    }
}
