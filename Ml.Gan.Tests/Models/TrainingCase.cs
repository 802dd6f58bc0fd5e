using System.Security.Cryptography;
using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using Ml.Gan.Tests.Training;
using Ml.Gan.Training;

namespace Ml.Gan.Tests.Models;

/// <summary>Some steps of training with some options: every network, every objective, and what else there is.</summary>
internal sealed class TrainingCase(
    string name,
    Action<LatentGanOptions> change,
    Func<ISampleSource>? data = null,
    long steps = 3,
    TrainingEvaluation? evaluation = null)
{
    public static IReadOnlyList<TrainingCase> All { get; } =
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
        .. Catalog.Penalties.Entries.Select(entry => new TrainingCase($"penalty {entry.Name}", o =>
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
        new("sgd", o =>
        {
            Small(o);
            (o.GeneratorOptimizer, o.DiscriminatorOptimizer) = (new SgdSettings { Momentum = 0.9 }, new SgdSettings());
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
        new("stylegan2", o => o.Network = new StyleGan2 { Width = 2 }, steps: 10),
        new("lazy r1", o => { Small(o); o.Penalty = new R1 { Interval = 3 }; }, steps: 8),
        new("lecam", o => { Small(o); (o.LeCamWeight, o.DiscriminatorSteps) = (0.3, 40); }, steps: 6),
        new("consistency", o => { Small(o); o.ConsistencyWeight = 10; }),
        new("mirror", o => { Small(o); o.Mirror = true; }),
        new("evaluation hook", Small, Points, steps: 11, evaluation: new TrainingEvaluation
        {
            Interval = 3,
            Count = 40,
            Metric = new Ml.Gan.Metrics.MaximumMeanDiscrepancy(),
        }),
    ];

    /// <summary>Trainings whose numbers depend on the processor's instructions, or on how a batch is split.</summary>
    public static IReadOnlyList<TrainingCase> InMixedPrecision { get; } =
    [
        new("bf16", o => (o.Precision, o.ForcePrecision) = (TrainingPrecision.Bf16, true)),
        new("float16", o => (o.Precision, o.ForcePrecision) = (TrainingPrecision.Float16, true), steps: 6),
    ];

    public string Name => name;

    public static TrainingCase Of(string name) => All.Concat(InMixedPrecision).Single(tested => tested.Name == name);

    /// <summary>Hash of the generator that it gives: SHA-256 of the exported graph without its metadata.</summary>
    /// <param name="configure">Other options besides. Default none.</param>
    /// <param name="listeners">Other listeners besides. Default none.</param>
    public string Train(Action<LatentGanOptions>? configure = null, params ITrainingListener[] listeners) =>
        Use(configure, (gan, source) =>
        {
            using var evaluator = evaluation is null ? null : new TrainingEvaluator(evaluation, source, gan);
            new GanTrainer(gan).Train([.. evaluator is null ? [] : (ITrainingListener[])[evaluator], .. listeners]);
            evaluator?.RestoreBest();
            var graph = gan.Export();
            graph.Metadata.Clear();
            return Convert.ToHexStringLower(SHA256.HashData(graph.ToBytes()));
        });

    /// <summary>What is made of the untrained model and its data.</summary>
    /// <param name="configure">Other options besides.</param>
    /// <param name="use">Makes it.</param>
    public T Use<T>(Action<LatentGanOptions>? configure, Func<LatentGan, ISampleSource, T> use)
    {
        using var source = data?.Invoke() ?? new Glyphs(16);
        var options = new LatentGanOptions { LatentSize = 4, BatchSize = 8, Steps = steps, Seed = 5 };
        change(options);
        configure?.Invoke(options);
        using var gan = new LatentGan(options, source);
        return use(gan, source);
    }

    private static TrainingCase[] StagedCases(string name, NetworkArchitecture network) =>
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

    private static IEnumerable<TrainingCase> ObjectiveCases() =>
        Catalog.Objectives.Entries.Select(entry => new TrainingCase($"objective {entry.Name}", o =>
    {
        Small(o);
        o.Objective = Catalog.Objectives.Parse(entry.Name);
    }));

    private static IEnumerable<TrainingCase> FDivergenceCases() =>
        Catalog.FDivergences.Entries.Select(entry => new TrainingCase($"f-divergence {entry.Name}", o =>
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
}
