using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using static Ml.Gan.Cli.Training.TrainOptionKinds;

namespace Ml.Gan.Cli.Training;

/// <summary>The options of <c>mlgan train --system</c> alone.</summary>
internal static class TranslationOptionGroup
{
    private const string Recommended = "what the system recommends";

    private static readonly Unit s_unit = new();
    private static readonly ResidualTransfer s_residual = new();

    private static readonly (string, Func<TrainSettings, bool>) s_ofUnit = ("--system unit", s => s.System is Unit);
    private static readonly (string, Func<TrainSettings, bool>) s_ofResidual =
        ("--system residual-transfer", s => s.System is ResidualTransfer);
    private static readonly (string, Func<TrainSettings, bool>) s_fillsHoles =
        ("--system completion", s => s.System is { FillsHoles: true });

    /// <param name="notice">Is told of names that parts had formerly; null for nobody.</param>
    public static IReadOnlyList<TrainOption> Create(Action<string>? notice) =>
    [
        .. Declared(notice).Select(option => option with
        {
            Scope = TrainOptionScope.Translation,
            DetailOf = option.DetailOf ?? ("--system", s => s.System is not null),
        }),
    ];

    private static TrainOption[] Declared(Action<string>? notice) =>
    [
        Text("--target", s => s.Target, "DIR",
            "Targets of the images in --data, by the names of their files, or the other set of images of systems "
            + "without pairs.")
            with { Default = "pairs in --data" },
        Flag("--reverse-pairs", s => s.ReversesPairs, "Learn from targets to inputs."),
        Part("--degrade", s => s.Degradation,
            "How inputs are made of the images in --data, as bicubic:4 or jpeg:10; see 'mlgan list'.",
            text => Catalog.Degradations.Parse(text, notice), degradation => degradation.Name)
            with { Excludes = "--target" },
        Text("--mask", s => s.Mask, "NAME|DIR",
            "Where the holes are: a name, as random-box:0.25..0.5 (see 'mlgan list'), or a folder of masks, white in "
            + "the hole.")
            with { Default = OpenedMasks.Default, DetailOf = s_fillsHoles },
        Text("--guidance", s => s.Guidance, "DIR",
            "Images that guide what is filled in, by the names of those in --data; or the same as --data, where that "
            + "is pairs.")
            with { Default = "none", DetailOf = s_fillsHoles },
        Number("--crop", s => s.Translation.CropSize, 1, SampleSource.MaxSize,
            "Height and width of squares, chosen anew each time, that images are cropped to.")
            with { Default = "whole images" },
        Part("--translator", s => s.Translation.Translator, "Network that translates; see 'mlgan list'.",
            text => Catalog.Translators.Parse(text, notice), translator => translator.Name,
            Names(Catalog.Translators))
            with { Default = Recommended },
        Choice("--normalization", s => s.Translation.Normalization, "Normalization of the translators' layers.",
            ("none", TranslatorNormalization.None), ("instance", TranslatorNormalization.Instance),
            ("batch", TranslatorNormalization.Batch))
            with { Default = "what the network recommends" },
        Number("--blocks", s => s.Blocks, 1, 64, "Residual blocks of a resnet-translator or srresnet.") with
        {
            Default = "16 of an srresnet; 8 of unit; 6 below 256 pixels, else 9",
            DetailOf = ("--translator resnet-translator",
                s => s.System is not null && s.TranslatorOrRecommended is ResNetTranslator or SrResNet),
        },
        Number("--reconstruction", s => s.Translation.ReconstructionWeight, 0, Largest,
            "Weight of the distance to the target, or of an image to what comes back of it.")
            with { Default = Recommended },
        Number("--adversarial", s => s.Translation.AdversarialWeight, 0, Largest,
            "Weight of the objective; with 0, for pairs, there is no discriminator.")
            with { Default = Recommended },
        Number("--identity", s => s.Translation.IdentityWeight, 0, Largest,
            "Weight of leaving images as they are that are what is wanted already.")
            with { Default = Recommended },
        Part("--perceptual", s => s.Translation.Perceptual,
            "Distance to the target, or to the input, in a network's hidden layers, with its weight: resnet18:1, or as "
            + "'mlgan list' says, as adaptive:1.",
            text => PerceptualText.Parse(text, notice), loss => loss.Name),
        Choice("--patch", s => s.Translation.PatchSize, "Height and width of patches that a discriminator judges.",
            [.. PatchDiscriminator.Sizes.Select(size => ($"{size}", size))]),
        Number("--disc-width", s => s.Translation.DiscriminatorWidth, 1, 4096,
            "Channels of a discriminator's first layer."),
        Number("--pool", s => s.Translation.PoolSize, 0, 65536,
            "Earlier outputs that discriminators are shown beside the latest, without pairs.")
            with { Default = Recommended },
        Number("--shared-blocks", s => s.SharedBlocks, 1, 32,
            "Blocks at the end of both encoders, and at the beginning of both decoders, that the two sets share.")
            with { DefaultValue = s_unit.SharedBlocks, DetailOf = s_ofUnit },
        Number("--autoencoding", s => s.AutoencodingWeight, 0, Largest,
            "Weight of the distance of an image to what its own set's autoencoder makes of it.")
            with { DefaultValue = s_unit.AutoencodingWeight, DetailOf = s_ofUnit },
        Number("--kl", s => s.KlWeight, 0, Largest,
            "Weight of the Kullback-Leibler divergence of the latents of images.")
            with { DefaultValue = s_unit.KlWeight, DetailOf = s_ofUnit },
        Number("--cycle-kl", s => s.CycleKlWeight, 0, Largest,
            "Weight of that of the latents of translations.")
            with { DefaultValue = s_unit.CycleKlWeight, DetailOf = s_ofUnit },
        Number("--sparsity", s => s.SparsityWeight, 0, Largest,
            "Weight of the sum of the absolute values of what is added to an image.")
            with { DefaultValue = s_residual.SparsityWeight, DetailOf = s_ofResidual },
        Number("--dual", s => s.DualWeight, 0, Largest,
            "Weight of the objective for what comes back of an output.")
            with { DefaultValue = s_residual.DualWeight, DetailOf = s_ofResidual },
    ];
}
