using System.Security.Cryptography;
using System.Text.Json;
using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using Ml.Gan.Tests.Training;
using Ml.Gan.Training;
using TorchSharp;

namespace Ml.Gan.Tests.Models;

/// <summary>
/// What some steps of training have given ever since they were recorded: changes that must not touch the arithmetic
/// don't. SHA-256 of the exported graph without its metadata, which names parts that may be renamed. Numbers differ
/// between processors, so that the file says which one it is for; <c>MLGAN_TESTS_RECORD=FILE</c> writes the hashes of
/// this machine to a file instead of comparing them.
/// </summary>
[TestClass]
public sealed class RecordedGeneratorsTests
{
    private static readonly Recording s_recording = JsonSerializer.Deserialize<Recording>(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Models", "recorded-generators.json")))!;

    private static readonly Dictionary<string, string> s_found = [];

    private static readonly JsonSerializerOptions s_format = new() { WriteIndented = true, NewLine = "\n" };

    private static readonly Case[] s_cases =
    [
        new("linear-1d", o => (o.Network, o.LatentSize) = (new Linear1D(), 1), Numbers),
        new("mlp", Small),
        new("mlp on vectors", Small, Points),
        new("mlp, deep, tanh, sigmoid output", o => o.Network = new Mlp
        {
            GeneratorWidths = [16, 16], DiscriminatorWidths = [16, 16], GeneratorActivation = Activation.Tanh,
            DiscriminatorActivation = Activation.Relu,
            GeneratorBatchNorm = false,
            SigmoidOutput = true,
            DiscriminatorInputScale = 2,
        }),
        new("dcgan", o => o.Network = new Dcgan { Width = 4 }),
        new("dcgan of 28 pixels", o => o.Network = new Dcgan { Width = 4 }, () => new Glyphs(28)),
        new("dcgan in color", o => o.Network = new Dcgan { Width = 4 }, () => new Glyphs(16, channels: 3)),
        new("dcgan with hidden units", o => o.Network = new Dcgan { Width = 4, HiddenUnits = 16 }),
        new("resnet", o => o.Network = new ResNet { Width = 4 }),
        new("sagan", o => o.Network = new Sagan { Width = 4 }),
        new("gran", o => o.Network = new Gran { Width = 4 }),
        new("fastgan", o => o.Network = new FastGan { Width = 4 }),
        new("progressive", o => o.Network = new ProgressiveGan { Width = 4 }, steps: 6),
        new(
            "progressive of 28 pixels",
            o => o.Network = new ProgressiveGan { Width = 4 },
            () => new Glyphs(28),
            steps: 6),
        new("laplacian pyramid", o => o.Network = new LapGan { Width = 2 }, () => new Glyphs(32), steps: 6),
        new("stackgan", o => o.Network = new StackGan { Width = 1 }, () => new Glyphs(32), steps: 6),
        .. StagedCases("progressive", new ProgressiveGan { Width = 4 }),
        .. StagedCases("laplacian pyramid", new LapGan { Width = 2 }),
        .. StagedCases("stackgan", new StackGan { Width = 1 }),
        .. ObjectiveCases(),
        .. FDivergenceCases(),
        .. Catalog.Penalties.Entries.Select(entry => new Case($"penalty {entry.Name}", o =>
        {
            Small(o);
            o.Penalty = Catalog.Penalties.Parse(entry.Name);
        })),
        new("r1 on a dcgan", o => (o.Network, o.Penalty) = (new Dcgan { Width = 4 }, new R1())),
        new("two penalties", o => { Small(o); o.Objective = new WassersteinGp(); o.Penalty = new R2(); }),
        new("spectral norm", o => (o.Network, o.SpectralNorm) = (new Dcgan { Width = 4 }, true)),
        new("weight decay", o => { Small(o); o.DiscriminatorWeightDecay = 1e-2; }),
        new("dropout", o => (o.Network, o.DiscriminatorDropout) = (new Dcgan { Width = 4 }, 0.3)),
        new("label smoothing", o => { Small(o); o.Objective = new NonSaturating { RealLabel = 0.9 }; }),
        new("weight clipping", o => { Small(o); o.Objective = new Wasserstein(); o.WeightClipping = 0.02; }),
        new("minibatch deviation", o => { Small(o); o.MinibatchFeature = MinibatchFeature.StandardDeviation; }),
        new("minibatch discrimination", o => { Small(o); o.MinibatchFeature = MinibatchFeature.Discrimination; }),
        new("instance noise", o => { Small(o); o.InstanceNoise = 0.2; }),
        new("diff-augment", o => { Small(o); o.Augmentation = new DiffAugment(); }, () => new Glyphs(16, channels: 3)),
        new(
            "ada",
            o => { Small(o); o.Augmentation = new AdaptiveAugmentation { RampImages = 64, Target = -0.9 }; },
            () => new Glyphs(16, channels: 3),
            steps: 12),
        new("packing", o => { Small(o); o.Packing = 2; }),
        new("gradient clipping", o => { Small(o); o.GradientClipping = 0.1; }),
        new("linear decay", o => { Small(o); o.LinearDecayStart = 0.25; }),
        new("rmsprop and ttur", o =>
        {
            Small(o);
            (o.GeneratorOptimizer, o.DiscriminatorOptimizer) =
                (new RmsPropSettings(), new AdamSettings { LearningRate = 1e-3, Beta1 = 0 });
        }),
        new("three discriminator steps", o => { Small(o); o.DiscriminatorSteps = 3; }),
        new("no average", o => { Small(o); o.EmaDecay = 0; }),
        new("fast average", o => { Small(o); o.EmaDecay = 0.15; }),
        new("epochs", o => { Small(o); (o.Steps, o.Epochs) = (null, 0.25); }, Points),
        new("another seed", o => { Small(o); o.Seed = 77; }),
        new("label", o => (o.Network, o.Condition) = (new Dcgan { Width = 4 }, new LabelCondition())),
        new(
            "projected label",
            o => (o.Network, o.Condition) = (new Dcgan { Width = 4 }, new LabelCondition { Projection = true })),
        new("vector", o => (o.Network, o.Condition) = (new Dcgan { Width = 4 }, new VectorCondition())),
        new("projected vector", o => { Small(o); o.Condition = new VectorCondition { Projection = true }; }),
        new(
            "label of a sagan",
            o => (o.Network, o.Condition) = (new Sagan { Width = 4 }, new LabelCondition { Projection = true })),
        new("label in packs", o => { Small(o); (o.Condition, o.Packing) = (new LabelCondition(), 2); }),
        new("codes", o => { Small(o); o.Codes = new LatentCodes { Categorical = [10], Continuous = 2 }; }),
        new("weighted codes", o =>
        {
            Small(o);
            o.Codes = new LatentCodes { Categorical = [3, 2], Weight = 0.5, ContinuousWeight = 0.1, Continuous = 1 };
            o.DiscriminatorSteps = 2;
        }),
        new(
            "label and codes",
            o => { Small(o); (o.Condition, o.Codes) = (new LabelCondition(), new LatentCodes { Continuous = 2 }); }),
        new(
            "semi-supervised, few labels",
            o => { Small(o); (o.Objective, o.LabeledSamples) = (new SemiSupervised(), 20); }),
        new(
            "semi-supervised loss-sensitive, margin",
            o => { Small(o); o.Objective = new SemiSupervisedLossSensitive { Margin = true }; }),
        new("evaluation hook", Small, Points, steps: 11, evaluation: new TrainingEvaluation
        {
            Interval = 3,
            Count = 40,
            Metric = new Ml.Gan.Metrics.MaximumMeanDiscrepancy(),
        }),
    ];

    public static IEnumerable<object[]> Cases => s_cases.Select(tested => new object[] { tested.Name });

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Training_gives_the_recorded_generator(string name)
    {
        string? recording = Environment.GetEnvironmentVariable("MLGAN_TESTS_RECORD");
        if (recording is null && Machine != s_recording.Machine)
            Assert.Inconclusive($"The hashes were recorded on '{s_recording.Machine}'; this is '{Machine}'.");
        int threads = torch.get_num_threads();
        torch.set_num_threads(1);
        try
        {
            string hash = s_cases.Single(tested => tested.Name == name).Train();
            if (recording is not null)
                Record(recording, name, hash);
            else
                Assert.AreEqual(s_recording.Hashes[name], hash);
        }
        finally
        {
            torch.set_num_threads(threads);
        }
    }

    [TestMethod]
    public void Every_recorded_generator_is_still_trained() =>
        CollectionAssert.AreEquivalent(
            s_recording.Hashes.Keys.ToArray(), s_cases.Select(tested => tested.Name).ToArray());

    /// <summary>
    /// What the numbers depend on: the processor, the build of libtorch, and the way of convolutions.
    /// </summary>
    private static string Machine
    {
        get
        {
            string[] lines = File.Exists("/proc/cpuinfo") ? File.ReadAllLines("/proc/cpuinfo") : [];
            string Of(string entry) =>
                lines.FirstOrDefault(line => line.StartsWith(entry + "\t", StringComparison.Ordinal))
                    ?.Split(':')[1].Trim() ?? "?";
            string version = typeof(torch).Assembly.GetName().Version!.ToString(3);
            return $"{Of("model name")}, family {Of("cpu family")}, model {Of("model")}; TorchSharp {version}; "
                + ConvolutionProbe.Path;
        }
    }

    private static void Record(string path, string name, string hash)
    {
        s_found[name] = hash;
        File.WriteAllText(path, JsonSerializer.Serialize(new Recording(Machine, s_found), s_format) + "\n");
    }

    private static Case[] StagedCases(string name, NetworkArchitecture network) =>
    [
        new(
            $"{name}, label and hinge",
            o => (o.Network, o.Objective, o.Condition) = (network, new Hinge(), new LabelCondition()),
            () => new Glyphs(32),
            steps: 4),
        new(
            $"{name}, mmd",
            o => (o.Network, o.Objective) = (network, new Ml.Gan.Objectives.Mmd()),
            () => new Glyphs(32),
            steps: 4),
        new(
            $"{name}, r1 in packs",
            o => (o.Network, o.Penalty, o.Packing) = (network, new R1(), 2),
            () => new Glyphs(32),
            steps: 4),
    ];

    private static IEnumerable<Case> ObjectiveCases() =>
        Catalog.Objectives.Entries.Select(entry => new Case($"objective {entry.Name}", o =>
    {
        Small(o);
        o.Objective = Catalog.Objectives.Parse(entry.Name);
    }));

    private static IEnumerable<Case> FDivergenceCases() =>
        Catalog.FDivergences.Entries.Select(entry => new Case($"f-divergence {entry.Name}", o =>
    {
        Small(o);
        o.Objective = new FDivergence
        {
            Kind = Catalog.FDivergences.Parse(entry.Name),
            AlternativeGeneratorLoss = entry.Name[0] > 'k',
        };
    }));

    private static void Small(LatentGanOptions options) =>
        options.Network = new Mlp { GeneratorWidths = [16], DiscriminatorWidths = [16] };

    private static ISampleSource Numbers() => TestData.Normal(512, (3, 0.5));

    private static ISampleSource Points() => TestData.Normal(256, (3, 0.5), (-1, 2));

    private sealed record Recording(string Machine, Dictionary<string, string> Hashes);

    private sealed class Case(
        string name,
        Action<LatentGanOptions> change,
        Func<ISampleSource>? data = null,
        long steps = 3,
        TrainingEvaluation? evaluation = null)
    {
        public string Name => name;

        public string Train()
        {
            using var source = data?.Invoke() ?? new Glyphs(16);
            var options = new LatentGanOptions { LatentSize = 4, BatchSize = 8, Steps = steps, Seed = 5 };
            change(options);
            using var gan = new LatentGan(options, source);
            using var evaluator = evaluation is null ? null : new TrainingEvaluator(evaluation, source, gan);
            new GanTrainer(gan).Train(evaluator is null ? [] : [evaluator]);
            evaluator?.RestoreBest();
            var graph = gan.Export();
            graph.Metadata.Clear();
            return Convert.ToHexStringLower(SHA256.HashData(graph.ToBytes()));
        }
    }
}
