using Ml.Gan.Data;
using Ml.Gan.Networks;
using static Ml.Gan.Cli.Training.TrainOptionGroups;

namespace Ml.Gan.Cli.Training;

/// <summary>The options of <c>mlgan train --system</c> alone.</summary>
internal static class TranslationOptionGroup
{
    private const string Recommended = "what the system recommends";

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
        Number("--crop", s => s.Translation.CropSize, 1, SampleSource.MaxSize,
            "Height and width of squares, chosen anew each time, that images are cropped to.")
            with { Default = "whole images" },
        Part("--translator", s => s.Translation.Translator, "Network that translates; see 'mlgan list'.",
            text => Catalog.Translators.Parse(text, notice), translator => translator.Name,
            Names(Catalog.Translators))
            with { Default = Recommended },
        Number("--blocks", s => s.Blocks, 1, 64, "Residual blocks of a resnet-translator or srresnet.") with
        {
            Default = "16 of an srresnet; 6 below 256 pixels, else 9",
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
            "Distance to the target in a network's hidden layers, with its weight: resnet18:1, or as 'mlgan list' "
            + "says, as adaptive:1.",
            text => PerceptualText.Parse(text, notice), loss => loss.Name),
        Choice("--patch", s => s.Translation.PatchSize, "Height and width of patches that a discriminator judges.",
            [.. PatchDiscriminator.Sizes.Select(size => ($"{size}", size))]),
        Number("--disc-width", s => s.Translation.DiscriminatorWidth, 1, 4096,
            "Channels of a discriminator's first layer."),
        Number("--pool", s => s.Translation.PoolSize, 0, 65536,
            "Earlier outputs that discriminators are shown beside the latest, without pairs.")
            with { Default = Recommended },
    ];
}
