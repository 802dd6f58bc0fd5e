using Ml.Gan.Cli.Evaluation;
using Ml.Gan.Cli.Parsing;
using Ml.Gan.Data;
using Ml.Gan.Metrics;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using Ml.Gan.Onnx;
using Ml.Gan.Training;

namespace Ml.Gan.Cli.Training;

/// <summary>
/// What one run of <c>mlgan train</c> is asked to do: the library's options, what is around a training, and, as
/// properties, parts of the library's options that have an option of the command line each.
/// </summary>
internal sealed record TrainSettings
{
    /// <summary>Event files go to the folder of the training.</summary>
    public const string OwnTensorBoard = "";

    private bool _exportsDiscriminator;
    private bool _isNetworkOpen = true;
    private bool _writesCheckpoints = true;

    public LatentGanOptions Options { get; init; } = new();

    /// <summary>Names of the properties, of these settings, their options and the network, that were given.</summary>
    public HashSet<string> Given { get; } = [];

    /// <summary>The networks; null for those that suit the data.</summary>
    public NetworkArchitecture? Network
    {
        get => _isNetworkOpen ? null : Options.Network;
        set
        {
            _isNetworkOpen = value is null;
            if (value is not null)
                Options.Network = value;
        }
    }

    /// <summary>Name of what is trained; null for a generator from noise.</summary>
    public string? SystemName
    {
        get;
        set
        {
            field = value;
            System = value is null || IsCaptioning(value) ? null : Catalog.Systems.Parse(value);
        }
    }

    /// <summary>System of image translation; null for something else.</summary>
    public TranslationSystem? System
    {
        get;
        private set
        {
            field = value;
            Translation.System = value ?? Translation.System;
        }
    }

    /// <summary>What is trained, as options go with it.</summary>
    public TrainOptionScope Scope => System is not null ? TrainOptionScope.Translation
        : SystemName is not null ? TrainOptionScope.Captioning
        : TrainOptionScope.Noise;

    /// <summary>What captions alone are asked for; the rest is in <see cref="Options"/>.</summary>
    public CaptionOptions Captioning { get; init; } = new();

    /// <summary>File of the captions of the data; null for data that come with them.</summary>
    public string? Captions { get; set; }

    /// <summary>What translations alone are asked for; the rest is in <see cref="Options"/>.</summary>
    public TranslationOptions Translation { get; init; } = new();

    /// <summary>Translator with the settings that were given so far.</summary>
    public TranslatorArchitecture TranslatorOrRecommended => Translation.Translator
        ?? Translation.System.RecommendedTranslator(Degradation?.Factor ?? 1);

    /// <summary>Residual blocks of the translator, which has to have such.</summary>
    public int? Blocks
    {
        get => Translation.Translator switch
        {
            ResNetTranslator residual => residual.Blocks,
            SrResNet residual => residual.Blocks,
            _ => null,
        };
        set => Translation.Translator = TranslatorOrRecommended switch
        {
            ResNetTranslator residual => residual with { Blocks = value },
            SrResNet residual => residual with { Blocks = value!.Value },
            var other => other,
        };
    }

    /// <summary>Blocks that both sets share, of a UNIT.</summary>
    public int? SharedBlocks
    {
        get => (System as Unit)?.SharedBlocks;
        set => System = (Unit)System! with { SharedBlocks = value!.Value };
    }

    /// <summary>Weight of its autoencoders' distance.</summary>
    public double? AutoencodingWeight
    {
        get => (System as Unit)?.AutoencodingWeight;
        set => System = (Unit)System! with { AutoencodingWeight = value!.Value };
    }

    /// <summary>Weight of the divergence of its images' latents.</summary>
    public double? KlWeight
    {
        get => (System as Unit)?.KlWeight;
        set => System = (Unit)System! with { KlWeight = value!.Value };
    }

    /// <summary>Weight of that of its translations' latents.</summary>
    public double? CycleKlWeight
    {
        get => (System as Unit)?.CycleKlWeight;
        set => System = (Unit)System! with { CycleKlWeight = value!.Value };
    }

    /// <summary>Weight of the residuals' absolute values, of a transfer by residual images.</summary>
    public double? SparsityWeight
    {
        get => (System as ResidualTransfer)?.SparsityWeight;
        set => System = (ResidualTransfer)System! with { SparsityWeight = value!.Value };
    }

    /// <summary>Weight of its dual learning.</summary>
    public double? DualWeight
    {
        get => (System as ResidualTransfer)?.DualWeight;
        set => System = (ResidualTransfer)System! with { DualWeight = value!.Value };
    }

    /// <summary>Folder of targets, or of the second set of images; null where <see cref="Data"/> says it all.</summary>
    public string? Target { get; set; }

    /// <summary>Whether the inputs of pairs are their targets.</summary>
    public bool ReversesPairs { get; set; }

    /// <summary>How inputs are made of the data; null where they come with targets.</summary>
    public Degradation? Degradation { get; set; }

    /// <summary>Where holes are, a name or a folder of masks; null for what is usual.</summary>
    public string? Mask { get; set; }

    /// <summary>Folder of images that guide what is filled in; null for none.</summary>
    public string? Guidance { get; set; }

    public string Data { get; set; } = "";

    /// <summary>Height and width of the images; null for what suits the data.</summary>
    public int? Size { get; set; }

    /// <summary>1 for gray, 3 for color; null for what suits the data.</summary>
    public int? Channels { get; set; }

    /// <summary>What is seen where pictures are transparent, as <see cref="ColorText"/> names it.</summary>
    public string? Background { get; set; } = ColorText.NameOf(new SampleSourceOptions().Background);

    /// <summary>File of the samples' vectors; null for the data's own.</summary>
    public string? Vectors { get; set; }

    /// <summary>Samples that are kept out of the training; null for none.</summary>
    public int? HoldOut { get; set; }

    /// <summary>Folder for what is written; empty where none was given.</summary>
    public string Out { get; set; } = "";

    /// <summary>What the command line gave, by the names of its options; nothing for a flag.</summary>
    public Dictionary<string, string> Arguments { get; } = [];

    /// <summary>Folder of a training that goes on; null for a new one.</summary>
    public string? ResumedFolder
    {
        get;
        set
        {
            field = value!;
            (Options.Resume, Options.CheckpointFolder) =
                (true, Path.Combine(field, OutputFolder.CheckpointsFolder));
        }
    }

    /// <summary>Whether what an earlier training left in the folder is replaced.</summary>
    public bool Overwrite { get; set; }

    /// <summary>Whether what would be trained is only shown. Default false.</summary>
    public bool DryRun { get; set; }

    /// <summary>Whether that is shown as JSON. Default false.</summary>
    public bool Json { get; set; }

    /// <summary>How often checkpoints are written, as <see cref="CheckpointText"/> names it.</summary>
    public string? CheckpointEvery
    {
        get => _writesCheckpoints ? CheckpointText.Of(Options.CheckpointInterval) : CheckpointText.Never;
        set
        {
            var interval = CheckpointText.Parse(value!);
            _writesCheckpoints = interval is not null;
            Options.CheckpointInterval = interval ?? Options.CheckpointInterval;
        }
    }

    /// <summary>Processor threads; null for as many as libtorch chooses.</summary>
    public int? Threads { get; set; }

    /// <summary>
    /// Folder for TensorBoard's event files, or <see cref="OwnTensorBoard"/> for the one beside the generator; null for
    /// none.
    /// </summary>
    public string? TensorBoard { get; set; }

    /// <summary>Port of the page that shows the training, 0 for a free one; null where none is served.</summary>
    public int? LivePort { get; set; }

    /// <summary>File of the weights to begin with; a folder stands for the one that a training wrote there.</summary>
    public string? InitialWeights
    {
        get => Options.InitialWeights;
        set => Options.InitialWeights =
            Directory.Exists(value) ? Path.Combine(value, OutputFolder.WeightsFile) : value;
    }

    /// <summary>How the generator is evaluated, without the file for it; null where it isn't.</summary>
    public TrainingEvaluation? Evaluation { get; set; }

    /// <summary>"yes" or "no": whether the next batch is read while a step is computed.</summary>
    public string Prefetch
    {
        get => Options.Prefetch ? "yes" : "no";
        set => Options.Prefetch = value == "yes";
    }

    /// <summary>
    /// "yes" or "no": whether memory that tensors free stays with the process. A text, as System.CommandLine takes
    /// every option of a bool for a flag.
    /// </summary>
    public string KeepFreedMemory
    {
        get => Options.KeepFreedMemory ? "yes" : "no";
        set => Options.KeepFreedMemory = value == "yes";
    }

    /// <summary>Steps between two evaluations.</summary>
    public long? EvaluateEvery
    {
        get => Evaluation?.Interval;
        set => Evaluation = value is { } interval ? new TrainingEvaluation { Interval = interval } : null;
    }

    /// <summary>Metric of the evaluation, which there has to be.</summary>
    public Metric? EvaluationMetric
    {
        get => Evaluation?.Metric;
        set => Evaluation = Evaluation! with { Metric = value! };
    }

    /// <summary>
    /// Generated images of the evaluation, and real ones; null for as many as the features permit in good time.
    /// </summary>
    public int? EvaluationCount { get; set; }

    /// <summary>What images are compared by in the evaluation; null for what suits the data.</summary>
    public FeatureChoice? Features { get; set; }

    /// <summary>What the pixels of the evaluation's network are; null for what its file says.</summary>
    public PixelNormalization? FeaturesRange { get; set; }

    /// <summary>Patience of the evaluation, which there has to be.</summary>
    public int? Patience
    {
        get => Evaluation?.Patience;
        set => Evaluation = Evaluation! with { Patience = value };
    }

    /// <summary>Weight of the codes, which there have to be.</summary>
    public double? CodesWeight
    {
        get => Options.Codes?.Weight;
        set => Options.Codes = Options.Codes! with { Weight = value!.Value };
    }

    /// <summary>Weight of the continuous codes; there have to be codes.</summary>
    public double? ContinuousWeight
    {
        get => Options.Codes?.ContinuousWeight;
        set => Options.Codes = Options.Codes! with { ContinuousWeight = value!.Value };
    }

    /// <summary>Whether a name of a system is that of captions.</summary>
    public static bool IsCaptioning(string system) => system == CaptionerMetadata.SystemName;

    /// <summary>How the data are read.</summary>
    /// <param name="messages">Is told of what there is to say of them.</param>
    public SampleSourceOptions SourceOptions(TextWriter messages)
    {
        var options = new SampleSourceOptions
        {
            Size = Size,
            Channels = Channels,
            Background = ColorText.Parse(Background!),
            Seed = Options.SeedOrDefault,
            Warning = messages.WriteLine,
        };
        return Options.Replicas?.ReadOncePerMachine(options) ?? options;
    }

    /// <summary>Label of real samples; null where the objective has none.</summary>
    public double? RealLabel
    {
        get => (Options.Objective as CrossEntropyObjective)?.RealLabel;
        set
        {
            if (Options.Objective is not CrossEntropyObjective labeled)
                throw new GanOptionException(nameof(RealLabel), "Label smoothing softens the label of real images, but "
                    + $"the objective {Options.Objective.Name} has no labels. Take {LabeledObjectives()}.");
            Options.KeepsRecommendedPenalty = !Options.NamesObjective;
            Options.Objective = labeled with { RealLabel = value!.Value };
        }
    }

    /// <summary>Whether the discriminator is written: on request, and one that classifies always.</summary>
    public bool ExportDiscriminator
    {
        get => _exportsDiscriminator || Options.Objective is IClassifyingObjective;
        set => _exportsDiscriminator = !value || Options.Objective.ScoresSamples
            ? value
            : throw new GanOptionException(nameof(ExportDiscriminator),
                $"The objective {Options.Objective.Name} has no discriminator that says how real an image is. "
                + "Leave this out, or choose another objective.");
    }

    /// <summary>Kinds of differentiable augmentation with commas between them.</summary>
    public string? DifferentiableAugmentation
    {
        get
        {
            (string Name, bool IsIn)[] kinds = Options.Augmentation is DiffAugment augment
                ? [("color", augment.Color), ("translation", augment.Translation), ("cutout", augment.Cutout)]
                : [];
            return kinds.Length > 0 ? string.Join(',', kinds.Where(kind => kind.IsIn).Select(kind => kind.Name)) : null;
        }

        set
        {
            string[] names = value!.Split(',');
            Options.Augmentation = new DiffAugment
            {
                Color = names.Contains("color"),
                Translation = names.Contains("translation"),
                Cutout = names.Contains("cutout"),
            };
        }
    }

    /// <summary>Whether the augmentation is adaptive.</summary>
    public bool IsAdaptive
    {
        get => Options.Augmentation is AdaptiveAugmentation;
        set => Options.Augmentation = value ? new AdaptiveAugmentation() : Options.Augmentation;
    }

    /// <summary>Target of the adaptive augmentation, which there has to be.</summary>
    public double? AdaptiveTarget
    {
        get => (Options.Augmentation as AdaptiveAugmentation)?.Target;
        set => Options.Augmentation = (AdaptiveAugmentation)Options.Augmentation! with { Target = value!.Value };
    }

    /// <summary>Thousands of images of the adaptive augmentation's ramp; it has to be there.</summary>
    public double? AdaptiveRamp
    {
        get => (Options.Augmentation as AdaptiveAugmentation)?.RampImages / 1000;
        set => Options.Augmentation =
            (AdaptiveAugmentation)Options.Augmentation! with { RampImages = 1000 * value!.Value };
    }

    /// <summary>Kind of optimizer of both networks; settings that are recommended for it stay.</summary>
    public OptimizerSettings? Optimizer
    {
        get => Options.GeneratorOptimizer;
        set => ChangeOptimizers(recommended => recommended.Name == value!.Name ? recommended : value);
    }

    /// <summary>Step size of both networks.</summary>
    public double? LearningRate
    {
        get => Options.GeneratorOptimizer?.LearningRate;
        set => ChangeOptimizers(optimizer => optimizer with { LearningRate = value!.Value });
    }

    /// <summary>Step size of the discriminator.</summary>
    public double? DiscriminatorLearningRate
    {
        get => Options.DiscriminatorOptimizer?.LearningRate;
        set => Options.DiscriminatorOptimizer =
            (Options.Resolve().DiscriminatorOptimizer ?? new AdamSettings()) with { LearningRate = value!.Value };
    }

    /// <summary>Decay of the gradient's mean in both networks' Adam.</summary>
    public double? Beta1
    {
        get => (Options.GeneratorOptimizer as AdamSettings)?.Beta1;
        set => ChangeOptimizers(optimizer => Adam(optimizer, nameof(Beta1)) with { Beta1 = value!.Value });
    }

    /// <summary>Decay of the squared gradient's mean in both networks' Adam.</summary>
    public double? Beta2
    {
        get => (Options.GeneratorOptimizer as AdamSettings)?.Beta2;
        set => ChangeOptimizers(optimizer => Adam(optimizer, nameof(Beta2)) with { Beta2 = value!.Value });
    }

    /// <summary>Changes the optimizers that are asked for so far, or are recommended.</summary>
    private void ChangeOptimizers(Func<OptimizerSettings, OptimizerSettings> change)
    {
        var resolved = Options.Resolve();
        Options.GeneratorOptimizer = change(resolved.GeneratorOptimizer!);
        if (resolved.DiscriminatorOptimizer is { } optimizer)
            Options.DiscriminatorOptimizer = change(optimizer);
    }

    private static AdamSettings Adam(OptimizerSettings optimizer, string property) => optimizer as AdamSettings
        ?? throw new GanOptionException(property, $"The optimizer {optimizer.Name} has no betas; adam has.");

    private static string LabeledObjectives() => string.Join(" or ", Catalog.Objectives.Entries
        .Select(entry => Catalog.Objectives.Parse(entry.Name))
        .OfType<CrossEntropyObjective>().Select(objective => objective.Name));
}
