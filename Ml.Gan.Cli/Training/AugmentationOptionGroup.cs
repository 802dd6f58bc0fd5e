using Ml.Gan.Cli.Parsing;
using Ml.Gan.Models;
using static Ml.Gan.Cli.Training.TrainOptionKinds;

namespace Ml.Gan.Cli.Training;

/// <summary>The options of <c>mlgan train</c> for changes of the images that a discriminator sees.</summary>
internal static class AugmentationOptionGroup
{
    private static readonly AdaptiveAugmentation s_adaptive = new();

    public static IReadOnlyList<TrainOption> Create() =>
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
    ];
}
