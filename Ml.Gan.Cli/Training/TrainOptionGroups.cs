using System.CommandLine;
using System.Linq.Expressions;
using System.Numerics;
using Ml.Gan.Cli.Evaluation;
using Ml.Gan.Cli.Parsing;
using Ml.Gan.Data;
using Ml.Gan.Metrics;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Onnx;
using Ml.Gan.Training;

namespace Ml.Gan.Cli.Training;

/// <summary>
/// The options of <c>mlgan train</c>, each with its text, its bounds and the setting that it changes.
/// </summary>
internal static class TrainOptionGroups
{
    private const string Auto = "auto";

    private const double BelowOne = 0.9999999;

    /// <summary>More than this no training survives.</summary>
    internal const double Largest = 1e6;

    private static readonly AdaptiveAugmentation s_adaptive = new();

    private static readonly (string Name, Metric Metric)[] s_rankingMetrics =
    [
        .. Catalog.Metrics.Entries.Select(entry => (entry.Name, Metric: Catalog.Metrics.Parse(entry.Name)))
            .Where(named => named.Metric.Direction != MetricDirection.CloserToRealIsBetter),
    ];

    /// <summary>Options of every training.</summary>
    private static readonly HashSet<string> s_shared =
    [
        "--system", "--data", "--size", "--channels", "--background", "--hold-out", "--out", "--overwrite", "--resume",
        "--dry-run", "--json", "--checkpoint-every", "--keep-checkpoints", "--rollbacks", "--batch", "--steps",
        "--epochs", "--time", "--seed", "--device", "--threads", "--prefetch", "--keep-freed-memory", "--sample-every",
        "--tensorboard", "--live", "--optimizer", "--learning-rate", "--disc-learning-rate", "--beta1", "--beta2",
        "--linear-decay", "--clip-grad-norm", "--ema",
    ];

    /// <summary>Options of generators from noise and of translations alike.</summary>
    private static readonly HashSet<string> s_ofImages =
        ["--mirror", "--width", "--objective", "--disc-steps", "--spectral-norm", "--weight-clip", "--init-from"];

    /// <summary>Options of generators from noise and of captions alike.</summary>
    private static readonly HashSet<string> s_withNoise = ["--latent"];

    /// <param name="notice">Is told of names that parts had formerly; null for nobody.</param>
    public static (string Heading, IReadOnlyList<TrainOption> Options)[] Create(Action<string>? notice) =>
    [
        .. from declared in Declared(notice)
           let options = declared.Options.Select(option => option with { Scope = ScopeOf(option) })
           select (declared.Heading, (IReadOnlyList<TrainOption>)[.. options]),
    ];

    private static TrainOptionScope ScopeOf(TrainOption option) =>
        s_shared.Contains(option.Name)
            ? TrainOptionScope.Noise | TrainOptionScope.Translation | TrainOptionScope.Captioning
        : s_ofImages.Contains(option.Name) ? TrainOptionScope.Noise | TrainOptionScope.Translation
        : s_withNoise.Contains(option.Name) ? TrainOptionScope.Noise | TrainOptionScope.Captioning
        : option.Scope;

    private static (string Heading, IReadOnlyList<TrainOption> Options)[] Declared(Action<string>? notice) =>
    [
        ("Data",
        [
            Part("--system", s => s.SystemName,
                "Translate images, or write captions of them, instead of generating images from noise; see "
                + "'mlgan list'.",
                text => TrainSettings.IsCaptioning(text) ? text : Catalog.Systems.Parse(text, notice).Name,
                system => system, $"{Names(Catalog.Systems)}|{CaptionerMetadata.SystemName}")
                with { Default = "generators from noise", AlsoStandsFor = [nameof(TrainSettings.System)] },
            new TrainOption<string?>(
                new ParsedOption<string>(
                    "--data", $"What is learned from: {SampleSource.KindsInWords}.", DataText.Parse)
                {
                    HelpName = TrainOptions.DataHelpName,
                    Required = true,
                },
                s => s.Data, data => data),
            Number("--size", s => s.Size, 1, SampleSource.MaxSize,
                "Height and width of the images; others are cropped and resized.")
                with { Default = "from the data: 16, 28, 32 or 64, 28 of built-in data" },
            Choice<int?>("--channels", s => s.Channels, "1 for gray, 3 for color.", ("1", 1), ("3", 3))
                with { Written = channels => channels, Default = "from the data" },
            new TrainOption<string?>(
                BackgroundOption.Create("What is seen where pictures are transparent: a color, as black or #ff8800."),
                s => s.Background, color => color),
            Flag("--mirror", s => s.Options.Mirror,
                "Mirror half of the images, chosen anew each time, where left and right are alike, as in faces.")
                with { IsListed = true, Paper = "Karras et al., 2018" },
            Number("--hold-out", s => s.HoldOut, 1, int.MaxValue,
                "Images kept out of the training, to evaluate with and to test a classifier on.")
                with { Default = "none" },
            Number("--labels", s => s.Options.LabeledSamples, 1, int.MaxValue,
                "Labels that a semi-supervised objective may learn from, spread over the classes.")
                with { Default = "all" },
        ]),
        ("Run",
        [
            Text("--out", s => s.Out, "DIR", "Folder for what is written.") with
            {
                Default = "out/ and the data's name, as out/photos, with a number where that is used",
                IsRecorded = false,
            },
            Flag("--overwrite", s => s.Overwrite, "Replace what an earlier training left in the folder.") with
            {
                DetailOf = ("--out", s => s.Out.Length > 0),
                IsRecorded = false,
            },
            Text("--resume", s => s.ResumedFolder, "DIR",
                "Folder of a training that was stopped or ended: it goes on from its last checkpoint, with its options "
                + "and, where --steps or --time are given, longer. It stands for --out and --data.") with
            {
                AlsoStandsFor = [nameof(LatentGanOptions.Resume)],
                Excludes = "--overwrite",
                IsRecorded = false,
            },
            Flag("--dry-run", s => s.DryRun,
                "Show what would be trained, layer by layer, with memory and time, and write nothing.") with
            {
                Excludes = "--resume",
                IsRecorded = false,
            },
            Flag("--json", s => s.Json, "Show that as JSON.") with
            {
                DetailOf = ("--dry-run", s => s.DryRun),
                IsRecorded = false,
            },
            new TrainOption<string?>(
                new ParsedOption<string>(
                    "--checkpoint-every",
                    "Steps, as 500, or time, as 10min, from one checkpoint to the next in checkpoints/; the last step "
                    + "has one too.",
                    text => CheckpointText.Of(CheckpointText.Parse(text)))
                {
                    HelpName = $"N|TIME|{CheckpointText.Never}",
                },
                s => s.CheckpointEvery, text => text)
            {
                AlsoStandsFor =
                    [nameof(LatentGanOptions.CheckpointInterval), nameof(LatentGanOptions.CheckpointFolder)],
            },
            Number("--keep-checkpoints", s => s.Options.CheckpointsKept, 1, int.MaxValue,
                "Latest checkpoints that are kept, besides that of the best evaluation."),
            Number("--rollbacks", s => s.Options.Rollbacks, 0, 1000,
                "How often a training that diverges goes back to its last checkpoint, and on with half the step "
                + "sizes."),
            Number("--batch", s => s.Options.BatchSize, 1, 65536, "Images in a batch."),
            Number("--steps", s => s.Options.Steps, 1, long.MaxValue, "Generator steps.")
                with { DefaultValue = LatentGanOptions.DefaultSteps },
            Number("--epochs", s => s.Options.Epochs, 1e-6, double.MaxValue,
                "Passes over the data, instead of --steps.") with { Excludes = "--steps" },
            new TrainOption<TimeSpan?>(
                new DurationOption("--time",
                    "Time after which the training ends, as 30min; without --steps and --epochs, as many steps are "
                    + "planned as fit."),
                s => s.Options.Time, time => DurationOption.Text(time))
                with { Default = "no limit" },
            Number("--seed", s => s.Options.Seed, int.MinValue, int.MaxValue,
                "Seed; the same seed gives the same generator.")
                with { DefaultValue = new LatentGanOptions().Resolve().Seed },
            Choice("--device", s => s.Options.Device, "Where to train.",
                ("cpu", TrainingDevice.Cpu), ("cuda", TrainingDevice.Cuda)),
            Choice("--precision", s => s.Options.Precision,
                "Numbers that layers compute with; bf16 is faster where the processor has instructions for it.",
                ("float32", TrainingPrecision.Full), ("bf16", TrainingPrecision.Bf16)),
            Flag("--force-precision", s => s.Options.ForcePrecision,
                "Take the precision even where the processor has no instructions for it, which is slow.")
                with { DetailOf = ("--precision", s => s.Options.Precision != TrainingPrecision.Full) },
            Number("--threads", s => s.Threads, 1, 1024, "Processor threads of the training.")
                with { Default = "what libtorch chooses" },
            Choice("--prefetch", s => s.Prefetch,
                "Whether the next batch is read on another thread while a step is computed.",
                ("yes", "yes"), ("no", "no")),
            Choice("--keep-freed-memory", s => s.KeepFreedMemory,
                "Whether memory that tensors free stays with the process, which is faster (glibc).",
                ("yes", "yes"), ("no", "no")),
            Number("--sample-every", s => s.Options.SampleInterval, 1, long.MaxValue,
                "Steps between two pictures in samples/."),
            .. WatchOptions.Create(),
        ]),
        ("Translation, with --system", TranslationOptionGroup.Create(notice)),
        ("Captions, with --system captioning", CaptionOptionGroup.Create()),
        ("Networks",
        [
            new TrainOption<NetworkArchitecture?>(
                new ParsedOption<NetworkArchitecture>(
                    "--network",
                    $"The networks; see 'mlgan list'. {Auto} chooses network, width, batch and augmentation by the "
                    + "number, size and color of the images and by --time, where these are not given, and says why.",
                    text => text == Auto ? null! : Catalog.Networks.Parse(text, notice))
                {
                    HelpName = $"{Auto}|{Names(Catalog.Networks)}",
                },
                s => s.Network, network => network!.Name)
                with { Default = Auto },
            .. NetworkOption.All,
            Number("--latent", s => s.Options.LatentSize, 1, 65536, "Length of a latent vector."),
            Flag("--seed-input", s => s.Options.SeedInput,
                "Write a generator that draws its latents itself, from numbers that its input seed takes: the same "
                + "image for the same seed in every language and on every device."),
        ]),
        ("Start from another training",
        [
            Text("--init-from", s => s.InitialWeights, "FILE|DIR",
                "Weights to begin with: weights.safetensors of another training, or its folder. Network, size, "
                + "channels, latent size and condition have to be the same.")
                with { Default = "random weights", IsListed = true, Paper = "Wang et al., 2018" },
            Number("--freeze-discriminator", s => s.Options.FrozenDiscriminatorLayers, 0, 1000,
                "Layers of the discriminator, from the image on, that stay as --init-from has them.") with
            {
                DetailOf = ("--init-from", s => s.Options.InitialWeights is not null),
                IsListed = true,
                Paper = "FreezeD: Mo, Cho and Shin, 2020",
            },
        ]),
        ("Conditions",
        [
            Part("--condition", s => s.Options.Condition, "What images are asked for by, as label; see 'mlgan list'.",
                text => Catalog.Conditions.Parse(text, notice),
                condition => condition.Projection ? $"{condition.Name}:projection" : condition.Name),
            Text("--conditions", s => s.Vectors, "FILE.csv",
                "Vectors for --condition vector: one line of numbers for each image, with its file's name in a column, "
                + $"or in the order that 'mlgan data' shows. {SampleSource.ConditionedKinds} has its own.")
                with { DetailOf = ("--condition vector", s => s.Options.Condition is VectorCondition) },
            Part("--codes", s => s.Options.Codes,
                "Codes that come to mean something without labels (InfoGAN): numbers of categories, and cN for N "
                + "continuous ones. Best with --hidden-units.",
                LatentCodes.Parse, codes => codes.Name, "10,c2"),
            Number("--codes-weight", s => s.CodesWeight, 1e-6, 1e6,
                "Weight of the information in the categories of --codes.") with
            {
                DefaultValue = new LatentCodes().Weight,
                DetailOf = ("--codes", s => s.Options.Codes is not null),
            },
            Number("--continuous-weight", s => s.ContinuousWeight, 1e-6, 1e6,
                "Weight of the information in the continuous --codes.") with
            {
                DefaultValue = new LatentCodes().ContinuousWeight,
                DetailOf = ("--codes", s => s.Options.Codes is not null),
            },
        ]),
        ("Objective",
        [
            Part("--objective", s => s.Options.Objective, "What the networks minimize; see 'mlgan list'.",
                text => Catalog.Objectives.Parse(text, notice), objective => objective.Name)
                with { Default = "what the network recommends, for most non-saturating" },
            Part("--penalty", s => s.Options.Penalty,
                "Term added to the discriminator's loss, as r1:10, or r1:10/16 in every 16th update, or several, as "
                + "r1:10+r2:10; see 'mlgan list'.",
                text => PenaltyText.Parse(text, notice), penalty => penalty.Name)
                with { Default = "what network and objective recommend, for most none" },
            Number("--label-smoothing", s => s.RealLabel, 1e-12, 1,
                "Label of real images, as 0.9, for objectives with labels.")
                with { IsListed = true, Paper = "Salimans et al., 2016" },
            Number("--disc-steps", s => s.Options.DiscriminatorSteps, 1, 1000,
                "Discriminator steps per generator step.")
                with
                {
                    Default = "what network and objective recommend",
                    IsListed = true,
                    Paper = "Goodfellow et al., 2014",
                },
            Flag("--export-discriminator", s => s.ExportDiscriminator,
                "Write discriminator.onnx too, which says how real an image is; one that classifies always is."),
        ]),
        ("Regularization of the discriminator",
        [
            Number("--weight-decay", s => s.Options.DiscriminatorWeightDecay, 0, Largest,
                "Weight of an L2 penalty on the discriminator's weights.") with { IsListed = true },
            Number("--lecam", s => s.Options.LeCamWeight, 0, Largest,
                "Weight of LeCam regularization, as 0.3: the discriminator's scores stay near their averages.")
                with { IsListed = true, Paper = "Tseng et al., 2021" },
            Number("--consistency", s => s.Options.ConsistencyWeight, 0, Largest,
                "Weight, as 10, of the discriminator's saying the same of an image that is mirrored and moved.")
                with { IsListed = true, Paper = "Zhao et al., 2021" },
            Flag("--real-consistency", s => s.Options.RealConsistencyOnly,
                "Have --consistency compare real images alone.") with
            {
                DetailOf = ("--consistency", s => s.Options.ConsistencyWeight > 0),
                IsListed = true,
                Paper = "Zhang et al., 2020",
            },
            Number("--dropout", s => s.Options.DiscriminatorDropout, 0, BelowOne,
                "Share of the discriminator's hidden activations that training drops, below 1.")
                with { IsListed = true, Paper = "Srivastava et al., 2014" },
            Flag("--spectral-norm", s => s.Options.SpectralNorm,
                "Spectral normalization: the discriminator's weights divided by their largest singular values.")
                with { IsListed = true, Paper = "Miyato et al., 2018" },
            Number("--weight-clip", s => s.Options.WeightClipping, 1e-12, Largest,
                "Bound of a critic's weights, as 0.01.") with
            {
                Default = "what the objective recommends",
                IsListed = true,
                Paper = "Arjovsky, Chintala and Bottou, 2017",
            },
            Number("--instance-noise", s => s.Options.InstanceNoise, 0, Largest,
                "Deviation of noise on what the discriminator sees, falling to 0 at the last step.")
                with { IsListed = true, Paper = "Sønderby et al., 2017" },
            Choice("--minibatch", s => s.Options.MinibatchFeature,
                "What the discriminator is told about the batch: how much it varies, or how close an image is to "
                + "the others.",
                ("stddev", MinibatchFeature.StandardDeviation), ("discrimination", MinibatchFeature.Discrimination))
                with { IsListed = true, Paper = "Karras et al., 2018; Salimans et al., 2016" },
            Number("--packing", s => s.Options.Packing, 1, 65536,
                "Images that the discriminator sees together; a divisor of --batch.")
                with { IsListed = true, Paper = "PacGAN: Lin et al., 2018" },
        ]),
        ("Augmentation, for few images",
        [
            new TrainOption<string?>(
                new SomeOfOption(
                    "--diff-augment",
                    "Random changes, of these kinds, of every image that the discriminator sees.",
                    "color", "translation", "cutout"),
                s => s.DifferentiableAugmentation, kinds => kinds)
            {
                AlsoStandsFor = [nameof(LatentGanOptions.Augmentation)],
                IsListed = true,
                Paper = "Zhao et al., 2020",
            },
            Flag(
                "--ada", s => s.IsAdaptive,
                "Changes of images, the more of them the more the discriminator overfits.") with
            {
                AlsoStandsFor = [nameof(LatentGanOptions.Augmentation), nameof(AdaptiveAugmentation)],
                Excludes = "--diff-augment",
                IsListed = true,
                Paper = "Karras et al., 2020",
            },
            Number("--ada-target", s => s.AdaptiveTarget, -BelowOne, BelowOne, "Overfitting that --ada steers to.") with
            {
                AlsoStandsFor = [nameof(AdaptiveAugmentation.Target)],
                DefaultValue = s_adaptive.Target,
                DetailOf = ("--ada", s => s.IsAdaptive),
            },
            Number("--ada-kimg", s => s.AdaptiveRamp, 1e-6, 1e9,
                "Thousands of images in which --ada may go from no to all images.") with
            {
                AlsoStandsFor = [nameof(AdaptiveAugmentation.RampImages)],
                DefaultValue = s_adaptive.RampImages / 1000,
                DetailOf = ("--ada", s => s.IsAdaptive),
            },
        ]),
        ("Optimizers",
        [
            Part("--optimizer", s => s.Optimizer, "Optimizer of both networks.",
                text => Catalog.Optimizers.Parse(text, notice), optimizer => optimizer.Name, Names(Catalog.Optimizers))
                with
                {
                    AlsoStandsFor = [nameof(LatentGanOptions.GeneratorOptimizer)],
                    Default = "what network and objective recommend",
                },
            Number("--learning-rate", s => s.LearningRate, 1e-12, 1000, "Step size of both networks.")
                with { Default = "what network and objective recommend" },
            Number("--disc-learning-rate", s => s.DiscriminatorLearningRate, 1e-12, 1000,
                "Step size of the discriminator, if another one: two time scales.") with
            {
                AlsoStandsFor = [nameof(LatentGanOptions.DiscriminatorOptimizer)],
                IsListed = true,
                Paper = "TTUR: Heusel et al., 2017",
            },
            Number("--beta1", s => s.Beta1, 0, BelowOne, "Adam's decay of the gradient's mean, below 1."),
            Number("--beta2", s => s.Beta2, 0, BelowOne, "Adam's decay of the squared gradient's mean, below 1."),
            Number("--linear-decay", s => s.Options.LinearDecayStart, 0, BelowOne,
                "Part of the training after which both step sizes fall to 0, as 0.5.") with { IsListed = true },
            Number("--clip-grad-norm", s => s.Options.GradientClipping, 1e-12, double.MaxValue,
                "Largest norm of each network's gradient; a longer one is scaled down.")
                with { IsListed = true, Paper = "Pascanu, Mikolov and Bengio, 2013" },
            Number("--ema", s => s.Options.EmaDecay, 0, BelowOne,
                "Decay of the moving average of the generator's weights, below 1; 0 for none.")
                with { IsListed = true, Paper = "Yazıcı et al., 2019" },
        ]),
        ("Evaluation",
        [
            Number("--evaluate-every", s => s.EvaluateEvery, 1, long.MaxValue,
                "Steps between two evaluations; the best generator is kept.") with { Default = "no evaluation" },
            new TrainOption<Metric?>(
                new ChoiceOption<Metric?>("--evaluate-metric",
                    "Metric that tells the best generator; see 'mlgan evaluate --help'.",
                    [.. s_rankingMetrics.Select(named => (named.Name, (Metric?)named.Metric))]),
                s => s.EvaluationMetric, metric => metric!.Name)
            {
                DefaultValue = new TrainingEvaluation().Metric.Name,
                DetailOf = ("--evaluate-every", s => s.Evaluation is not null),
            },
            Number("--evaluate-count", s => s.EvaluationCount, 10, 50_000,
                "Generated images of an evaluation, and real ones to compare them with.") with
            {
                Default = $"{new TrainingEvaluation().Count}, or {OpenedFeatures.NetworkCount} by a network's features",
                DetailOf = ("--evaluate-every", s => s.Evaluation is not null),
            },
            new TrainOption<FeatureChoice?>(FeatureChoice.Option(), s => s.Features, features => features!.Text)
            {
                Default = FeatureChoice.Default,
                DetailOf = ("--evaluate-every", s => s.Evaluation is not null),
            },
            new TrainOption<PixelNormalization?>(
                FeatureChoice.RangeOption(), s => s.FeaturesRange, pixels => pixels!.Name)
            {
                Default = "what the file says, else imagenet",
                DetailOf = ("--features FILE.onnx", s => s.Features is { IsFile: true }),
            },
            Number("--patience", s => s.Patience, 1, int.MaxValue,
                "Evaluations without a better one before the training stops.") with
            {
                Default = "it goes on to its end",
                DetailOf = ("--evaluate-every", s => s.Evaluation is not null),
                IsListed = true,
            },
        ]),
    ];

    internal static TrainOption<T?> Number<T>(
        string name, Expression<Func<TrainSettings, T?>> setting, T minimum, T maximum, string text)
        where T : struct, INumber<T> =>
        new(new NumberOption<T>(name, text, minimum, maximum), setting, value => value);

    internal static TrainOption<bool> Flag(string name, Expression<Func<TrainSettings, bool>> setting, string text) =>
        new(new Option<bool>(name) { Description = text }, setting, value => value);

    internal static TrainOption<string?> Text(
        string name, Expression<Func<TrainSettings, string?>> setting, string helpName, string text) =>
        new(new Option<string?>(name) { Description = text, HelpName = helpName }, setting, value => value);

    internal static TrainOption<T> Choice<T>(
        string name, Expression<Func<TrainSettings, T>> setting, string text,
        params (string Name, T Value)[] choices) =>
        new(new ChoiceOption<T>(name, text, choices), setting,
            value => choices.FirstOrDefault(choice => Equals(choice.Value, value)).Name);

    internal static TrainOption<T?> Part<T>(
        string name, Expression<Func<TrainSettings, T?>> setting, string text,
        Func<string, T> parse, Func<T, string> nameOf, string helpName = "NAME")
        where T : class =>
        new(new ParsedOption<T>(name, text, parse) { HelpName = helpName }, setting, value => nameOf(value!));

    internal static string Names<T>(Catalog<T> catalog)
        where T : class => string.Join('|', catalog.Entries.Select(entry => entry.Name));
}
