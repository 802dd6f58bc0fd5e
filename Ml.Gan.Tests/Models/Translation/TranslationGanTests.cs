using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using Ml.Gan.Onnx;
using Ml.Gan.Tests.Data;
using Ml.Gan.Tests.Onnx;
using Ml.Gan.Tests.Training;
using Ml.Gan.Training;

namespace Ml.Gan.Tests.Models.Translation;

/// <summary>The systems of image translation, on images of 16×16.</summary>
[TestClass]
public sealed class TranslationGanTests
{
    private const int Count = 8, Side = 16;

    private readonly List<IDisposable> _sources = [];

    public static IEnumerable<object[]> Systems =>
        Catalog.Systems.Entries.Select(entry => new object[] { entry.Name });

    [TestCleanup]
    public void Release() => _sources.ForEach(source => source.Dispose());

    [TestMethod]
    [DataRow("pix2pix", "g_adversarial,g_loss,g_reconstruction")]
    [DataRow("srgan", "g_adversarial,g_loss,g_reconstruction")]
    [DataRow("completion", "g_adversarial,g_loss,g_reconstruction")]
    [DataRow(
        "cyclegan", "g_adversarial_a,g_adversarial_b,g_cycle_a,g_cycle_b,g_identity_a,g_identity_b,g_loss")]
    [DataRow("dualgan", "g_adversarial_a,g_adversarial_b,g_cycle_a,g_cycle_b,g_loss")]
    [DataRow(
        "unit",
        "g_adversarial_a,g_adversarial_b,g_autoencoding_a,g_autoencoding_b,g_cycle_a,g_cycle_b,g_cycle_kl_a,"
            + "g_cycle_kl_b,g_kl_a,g_kl_b,g_loss")]
    [DataRow(
        "residual-transfer",
        "g_adversarial_a,g_adversarial_b,g_dual_a,g_dual_b,g_loss,g_perceptual_a,g_perceptual_b,g_sparsity_a,"
            + "g_sparsity_b")]
    public void A_step_changes_all_networks_and_names_its_losses(string system, string metrics)
    {
        using var gan = Create(system, steps: 2);
        float[][][] before = gan.Networks.Select(network => Numbers(network.Module.parameters())).ToArray();
        var last = new LastMetrics();

        Assert.AreEqual(2, new GanTrainer(gan).Train([last]));

        foreach (var (network, numbers) in gan.Networks.Zip(before))
        {
            // What a critic adds to all scores alike is no part of its loss.
            bool isCritic = system == "dualgan" && network.Name.StartsWith("discriminator", StringComparison.Ordinal);
            int same = Numbers(network.Module.parameters()).Zip(numbers)
                .Count(pair => pair.First.SequenceEqual(pair.Second));
            Assert.AreEqual(isCritic ? 1 : 0, same, $"weights of {network.Name} stay as they were");
        }
        CollectionAssert.AreEqual(
            metrics.Split(','),
            last.Metrics.Keys.Where(name => name.StartsWith("g_", StringComparison.Ordinal)).Order().ToArray());
        Assert.AreEqual(
            last.Metrics["g_loss"],
            last.Metrics.Where(m => m.Key.StartsWith("g_", StringComparison.Ordinal) && m.Key != "g_loss")
                .Sum(metric => metric.Value),
            1e-4 * Math.Abs(last.Metrics["g_loss"]) + 1e-5);
        Assert.IsTrue(last.Metrics.Keys.Any(name => name.StartsWith("d_real", StringComparison.Ordinal)));
    }

    [TestMethod]
    [DynamicData(nameof(Systems))]
    public void Exported_translators_translate_alike_at_any_size(string system)
    {
        using var gan = Create(system, steps: 2);
        new GanTrainer(gan).Train();
        foreach (string name in gan.Translators)
        {
            var graph = gan.Export(name);
            Assert.AreEqual(system, graph.Metadata[TranslatorMetadata.System]);
            AssertTranslatesAlike(gan, name, (Side, Side), (24, 40));
        }
    }

    [TestMethod]
    [DynamicData(nameof(Systems))]
    public void Translators_are_normalized_as_the_options_say(string system)
    {
        foreach (var normalization in Enum.GetValues<TranslatorNormalization>())
        {
            using var gan = Create(system, steps: 2, options => options.Normalization = normalization);
            new GanTrainer(gan).Train();

            var layers = gan.Networks.Where(network => gan.Translators.Contains(network.Name))
                .SelectMany(network => network.Module.modules()).ToArray();
            Assert.AreEqual(
                normalization == TranslatorNormalization.Instance, layers.Any(layer => layer is InstanceNorm));
            Assert.AreEqual(normalization == TranslatorNormalization.Batch, layers.Any(layer => layer is BatchNorm));
            foreach (string name in gan.Translators)
                AssertTranslatesAlike(gan, name, (Side, Side));
        }
    }

    [TestMethod]
    [DynamicData(nameof(Systems))]
    public void Exported_translators_run_in_ML_NET_and_in_Node_js(string system)
    {
        using var gan = Create(system, steps: 1);
        new GanTrainer(gan).Train();
        foreach (string name in gan.Translators)
        {
            var graph = gan.Export(name);
            byte[] model = graph.ToBytes();
            int channels = int.Parse(graph.Metadata[TranslatorMetadata.InputChannels]);
            float[] image = OnnxRun.Numbers(channels * Side * Side, seed: 6);
            float[] expected = gan.Translate(image, Side, Side, name);

            OnnxRun.AreClose(expected, AppliedByMlNet(model, image, [1, channels, Side, Side]), 1e-5f);
            float[] made = NodeRun.Run(model, out long[] shape, ("input", image, [1, channels, Side, Side]));
            int scale = int.Parse(graph.Metadata[TranslatorMetadata.Scale]);
            CollectionAssert.AreEqual((long[])[scale * Side, scale * Side], shape[2..]);
            OnnxRun.AreClose(expected, made, 1e-5f);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Systems))]
    public void The_same_seed_gives_the_same_bytes_and_another_one_others(string system)
    {
        CollectionAssert.AreEqual(Trained(system, seed: 1), Trained(system, seed: 1));
        CollectionAssert.AreNotEqual(Trained(system, seed: 1), Trained(system, seed: 2));
    }

    /// <summary>Dropout, mirroring, crops and the pool of earlier outputs go on as they would have.</summary>
    [TestMethod]
    [DynamicData(nameof(Systems))]
    public void A_training_that_is_resumed_gives_the_bytes_of_one_that_was_not(string system)
    {
        using var folder = new TemporaryFolder();
        byte[] straight = Train(4, null, resume: false);
        Train(2, folder.Path, resume: false);
        CollectionAssert.AreEqual(straight, Train(4, folder.Path, resume: true));

        byte[] Train(long steps, string? checkpoints, bool resume)
        {
            using var gan = Create(system, steps, options =>
            {
                (options.CheckpointFolder, options.Resume) = (checkpoints, resume);
                (options.Mirror, options.CropSize, options.LinearDecayStart) = (true, 12, null);
                options.PoolSize = options.System.IsPaired ? null : 3;
            });
            new GanTrainer(gan).Train();
            return Bytes(gan);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Systems))]
    public void A_training_begins_with_the_weights_of_another_one(string system)
    {
        using var folder = new TemporaryFolder();
        using var first = Create(system, steps: 2);
        new GanTrainer(first).Train();
        first.SaveWeights(folder["w"]);
        using var next = Create(system, 2, options => (options.InitialWeights, options.Seed) = (folder["w"], 77));
        foreach (string name in first.Translators)
        {
            int channels = int.Parse(first.Export(name).Metadata[TranslatorMetadata.InputChannels]);
            float[] images = OnnxRun.Numbers(2 * channels * Side * Side, seed: 5);
            CollectionAssert.AreEqual(
                first.Translate(images, Side, Side, name), next.Translate(images, Side, Side, name), name);
        }
        new GanTrainer(next).Train();
        CollectionAssert.AreNotEqual(Bytes(first), Bytes(next));
    }

    [TestMethod]
    public void A_discriminator_that_weights_do_not_hold_begins_at_random()
    {
        using var folder = new TemporaryFolder();
        using (var distance = Create("srgan", 2, options => options.AdversarialWeight = 0))
            distance.SaveWeights(folder["w"]);
        using var gan = Create("srgan", 1, options => options.InitialWeights = folder["w"]);

        Assert.HasCount(2, gan.Networks);
        new GanTrainer(gan).Train();
    }

    [TestMethod]
    public void Weights_of_other_networks_are_refused_by_name()
    {
        using var folder = new TemporaryFolder();
        using (var other = Create("cyclegan", 2))
            other.SaveWeights(folder["unpaired"]);
        using (var narrow = Create("pix2pix", 2))
            narrow.SaveWeights(folder["narrow"]);
        (string File, string[] Parts, Action<TranslationOptions> Change)[] cases =
        [
            ("unpaired", ["hold no generator", "generator_ab"], _ => { }),
            ("narrow", ["system pix2pix", "generator", "shape"],
                options => options.Translator = new ResNetTranslator { Width = 5, Blocks = 1 }),
            ("missing", ["missing"], _ => { }),
        ];
        foreach (var (file, parts, change) in cases)
        {
            string message = Assert.Throws<Exception>(() => Create("pix2pix", 2, options =>
            {
                options.InitialWeights = folder[file];
                change(options);
            })).Message;
            foreach (string part in parts)
                Assert.Contains(part, message);
        }
    }

    [TestMethod]
    public void The_absolute_distance_to_the_target_is_weighted()
    {
        using var gan = Create(
            "pix2pix", 1, options => (options.AdversarialWeight, options.EmaDecay, options.ReconstructionWeight) =
                (0, 0, 7));
        float[] inputs = All(Pairs().Inputs), targets = All(Pairs().Targets);
        double expected = 7 * Mean(gan.Translate(inputs, Side, Side), targets);

        var last = new LastMetrics();
        new GanTrainer(gan).Train([last]);

        Assert.HasCount(1, gan.Networks, "nobody would ask a discriminator");
        Assert.AreEqual(expected, last.Metrics["g_loss"], 1e-4 * expected);
    }

    [TestMethod]
    public void What_comes_back_and_what_is_left_as_it_is_are_weighted()
    {
        using var gan = Create("cyclegan", 1, options => options.EmaDecay = 0);
        var (a, b) = (All(First()), All(Second()));
        double[] expected =
        [
            10 * Mean(To("ba", To("ab", a)), a), 10 * Mean(To("ab", To("ba", b)), b), 5 * Mean(To("ba", a), a),
            5 * Mean(To("ab", b), b),
        ];

        var last = new LastMetrics();
        new GanTrainer(gan).Train([last]);

        string[] names = ["g_cycle_a", "g_cycle_b", "g_identity_a", "g_identity_b"];
        foreach (var (name, value) in names.Zip(expected))
            Assert.AreEqual(value, last.Metrics[name], 1e-4 * value, name);

        float[] To(string direction, float[] images) => gan.Translate(images, Side, Side, $"generator_{direction}");
    }

    [TestMethod]
    public void The_adaptive_perceptual_loss_is_a_term_of_its_own()
    {
        using var gan = Create("pix2pix", 1, options => options.Perceptual = new AdaptivePerceptualLoss());
        using var twice = Create(
            "pix2pix", 1, options => options.Perceptual = new AdaptivePerceptualLoss { Weight = 2 });
        var (one, other) = (new LastMetrics(), new LastMetrics());
        new GanTrainer(gan).Train([one]);
        new GanTrainer(twice).Train([other]);
        Assert.IsGreaterThan(0, one.Metrics["g_perceptual"]);
        Assert.AreEqual(2 * one.Metrics["g_perceptual"], other.Metrics["g_perceptual"], 1e-5);
    }

    [TestMethod]
    public void What_does_not_go_together_is_refused()
    {
        Refused("cyclegan", "System", "two sets", paired: true);
        Refused("pix2pix", "System", "learns from pairs", paired: false);
        Refused("pix2pix", "Objective", "wasserstein-gp", change: o => o.Objective = new WassersteinGp());
        Refused("pix2pix", "Objective", "r3gan", change: o => o.Objective = new R3Gan());
        Refused("pix2pix", "PatchSize", "patches of 286", change: o => o.PatchSize = 286);
        Refused("pix2pix", "PatchSize", "must be of", change: o => o.PatchSize = 7);
        Refused("pix2pix", "IdentityWeight", "without pairs", change: o => o.IdentityWeight = 1);
        Refused("pix2pix", "PoolSize", "without pairs", change: o => o.PoolSize = 1);
        Refused("pix2pix", "CropSize", "16×16", change: o => o.CropSize = 17);
        Refused("pix2pix", "Translator", "2 times", change: o => o.Translator = new SrResNet { Factor = 2 });
        Refused("pix2pix", "ReconstructionWeight", "nothing to learn", change:
            o => (o.ReconstructionWeight, o.AdversarialWeight) = (0, 0));
        Refused("cyclegan", "AdversarialWeight", "above 0", paired: false, change: o => o.AdversarialWeight = 0);
        Refused("cyclegan", "Perceptual", "targets", paired: false, change:
            o => o.Perceptual = new AdaptivePerceptualLoss());
        using var gan = Create("pix2pix", 1);
        Assert.Contains(
            "no translator 'generator_ab', but generator",
            Assert.ThrowsExactly<ArgumentException>(() => gan.Export("generator_ab")).Message);

        void Refused(
            string system, string option, string text, bool paired = true, Action<TranslationOptions>? change = null)
        {
            var options = new TranslationOptions { System = Catalog.Systems.Parse(system), BatchSize = 2 };
            change?.Invoke(options);
            var data = paired ? TranslationData.Pairs(Pairs()) : TranslationData.Unpaired(First(), Second());
            var refused = Assert.ThrowsExactly<GanOptionException>(() => TranslationGan.Create(options, data));
            Assert.AreEqual(option, refused.Option, refused.Message);
            Assert.Contains(text, refused.Message);
        }
    }

    private TranslationGan Create(string system, long steps, Action<TranslationOptions>? change = null)
    {
        var parsed = Catalog.Systems.Parse(system);
        var options = new TranslationOptions
        {
            System = parsed,
            Translator = parsed is Srgan ? new SrResNet { Width = 4, Blocks = 1, Factor = 2 }
                : parsed is DualGan ? new UNet { Width = 4 }
                : parsed is Unit ? new ResNetTranslator { Width = 4, Blocks = 2 }
                : new ResNetTranslator { Width = 4, Blocks = 1 },
            PatchSize = parsed is Srgan ? 1 : 16,
            DiscriminatorWidth = 4,
            DiscriminatorSteps = 1,
            BatchSize = Count,
            Steps = steps,
        };
        change?.Invoke(options);
        var data = parsed is Srgan ? TranslationData.Degraded(First(), new Bicubic(2))
            : parsed is Completion ? TranslationData.Masked(Pairs(), new RandomBox())
            : parsed.IsPaired ? TranslationData.Pairs(Pairs())
            : TranslationData.Unpaired(First(), Second());
        return TranslationGan.Create(options, data);
    }

    /// <summary>ONNX Runtime gives what libtorch gives.</summary>
    private static void AssertTranslatesAlike(
        TranslationGan gan, string name, params (int Height, int Width)[] sizes)
    {
        var graph = gan.Export(name);
        byte[] model = graph.ToBytes();
        int channels = int.Parse(graph.Metadata[TranslatorMetadata.InputChannels]);
        foreach (var (height, width) in sizes)
        {
            float[] images = OnnxRun.Numbers(2 * channels * height * width, seed: 5);
            float[] expected = gan.Translate(images, height, width, name);
            float[] actual = OnnxRun.Run(
                model, out long[] shape, ("input", images, [2, channels, height, width]));
            int scale = int.Parse(graph.Metadata[TranslatorMetadata.Scale]);
            CollectionAssert.AreEqual((long[])[scale * height, scale * width], shape[2..]);
            Assert.HasCount(expected.Length, actual);
            Assert.IsLessThan(1e-5f, expected.Zip(actual, (a, b) => Math.Abs(a - b)).Max());
        }
    }

    /// <summary>By ML.NET's own transformer, whose columns are of one size.</summary>
    private static float[] AppliedByMlNet(byte[] model, float[] image, int[] shape)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["translator.onnx"], model);
        var context = new MLContext(seed: 1);
        var schema = SchemaDefinition.Create(typeof(ImageRow));
        schema["input"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, image.Length);
        var rows = context.Data.LoadFromEnumerable([new ImageRow { Image = image }], schema);
        using var applied = context.Transforms.ApplyOnnxModel(
            "output", "input", folder["translator.onnx"],
            new Dictionary<string, int[]> { ["input"] = shape }).Fit(rows);
        return applied.Transform(rows).GetColumn<float[]>("output").Single();
    }

    private byte[] Trained(string system, int seed)
    {
        using var gan = Create(system, 2, options => options.Seed = seed);
        new GanTrainer(gan).Train();
        return Bytes(gan);
    }

    private static byte[] Bytes(TranslationGan gan) =>
        [.. gan.Translators.SelectMany(name => gan.Export(name).ToBytes())];

    private PairedSamples Pairs() => Keep(new PairedSamples(First(), Some(new Glyphs(Side, 3, seed: 2))));

    private ISampleSource First() => Some(new Glyphs(Side));

    private ISampleSource Second() => Some(new Glyphs(Side, seed: 3));

    /// <summary>As many as are in a batch, so that a batch has all of them.</summary>
    private SampleSubset Some(Glyphs glyphs) => Keep(
        new SampleSubset(glyphs, [.. Enumerable.Range(0, Count).Select(i => (long)i)]));

    private T Keep<T>(T source)
        where T : IDisposable
    {
        _sources.Add(source);
        return source;
    }

    private static float[] All(ISampleSource source)
    {
        float[] values = new float[Count * source.Shape.Length];
        source.Read([.. Enumerable.Range(0, Count).Select(i => (long)i)], values);
        return values;
    }

    private static double Mean(float[] one, float[] other) =>
        one.Zip(other, (a, b) => Math.Abs((double)a - b)).Average();

    private static float[][] Numbers(IEnumerable<TorchSharp.Modules.Parameter> parameters) =>
        [.. parameters.Select(parameter => Ml.Gan.Native.TensorValues.ToFloats(parameter))];

    private sealed class ImageRow
    {
        [ColumnName("input")]
        public float[] Image { get; set; } = [];
    }
}
