using Ml.Gan.Cli.Parsing;
using Ml.Gan.Data;
using Ml.Gan.Networks;
using Ml.Gan.Onnx;
using static Ml.Gan.Cli.Training.TrainOptionKinds;

namespace Ml.Gan.Cli.Training;

/// <summary>
/// The options of <c>mlgan train</c>, each with its text, its bounds and the setting that it changes.
/// </summary>
internal static class TrainOptionGroups
{
    private const string Auto = "auto";

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
        ("Run", RunOptionGroup.Create()),
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
        ("Conditions", ConditionOptionGroup.Create(notice)),
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
        ("Regularization of the discriminator", DiscriminatorOptionGroup.Create()),
        ("Augmentation, for few images", AugmentationOptionGroup.Create()),
        ("Optimizers", OptimizerOptionGroup.Create(notice)),
        ("Evaluation", EvaluationOptionGroup.Create()),
    ];
}
