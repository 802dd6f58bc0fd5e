using System.CommandLine;
using System.CommandLine.Parsing;
using Ml.Gan.Cli.Commands;
using Ml.Gan.Training;
using Ml.Gan.Models;

namespace Ml.Gan.Cli.Training.Options;

/// <summary>Random changes of what the discriminator sees.</summary>
internal sealed class AugmentationOptions : OptionGroup
{
    private const string Color = "color", Translation = "translation", Cutout = "cutout";

    private readonly SomeOfOption _diffAugment;
    private readonly Option<bool> _ada;
    private readonly NumberOption<double> _adaTarget;
    private readonly NumberOption<double> _adaImages;

    public AugmentationOptions()
        : base("Augmentation, for few images")
    {
        var preset = new AdaptiveAugmentation();
        _diffAugment = Add(
            new SomeOfOption("--diff-augment", "Change every image that the discriminator sees in these ways.", [Color, Translation, Cutout]),
            nameof(LatentGanOptions.Augmentation));
        _ada = Add(
            new Option<bool>("--ada") { Description = "Change images more often the more the discriminator overfits." },
            nameof(AdaptiveAugmentation));
        _adaTarget = Add(
            new NumberOption<double>("--ada-target", $"Overfitting that --ada steers to. Default {preset.Target}.", -0.9999999, 0.9999999),
            nameof(AdaptiveAugmentation.Target));
        _adaImages = Add(
            new NumberOption<double>(
                "--ada-kimg", $"Thousands of images in which --ada may go from no to all images. Default {preset.RampImages / 1000}.", 1e-6, 1e9),
            nameof(AdaptiveAugmentation.RampImages));
    }

    public override void Check(CommandResult line)
    {
        if (line.GetResult(_diffAugment) is not null && line.GetValue(_ada))
            line.AddError("--diff-augment and --ada exclude one another; give one of them.");
        foreach (Option detail in (Option[])[_adaTarget, _adaImages])
        {
            if (line.GetResult(detail) is not null && !line.GetValue(_ada))
                line.AddError($"{detail.Name} is an option of --ada; give that too.");
        }
    }

    public override void ReadInto(LatentGanOptions options, ParseResult line)
    {
        if (line.GetValue(_diffAugment)?.Split(',') is { } kinds)
            options.Augmentation = new DiffAugment
            {
                Color = kinds.Contains(Color),
                Translation = kinds.Contains(Translation),
                Cutout = kinds.Contains(Cutout),
            };
        if (line.GetValue(_ada))
            options.Augmentation = Adaptive(line);
    }

    public override IEnumerable<(Option Option, object? Value)> Effective(LatentGanOptions options, ParseResult line, long steps)
    {
        var adaptive = options.Augmentation as AdaptiveAugmentation;
        return
        [
            (_diffAugment, line.GetValue(_diffAugment)),
            (_ada, adaptive is not null),
            (_adaTarget, adaptive?.Target),
            (_adaImages, adaptive?.RampImages / 1000),
        ];
    }

    private AdaptiveAugmentation Adaptive(ParseResult line)
    {
        var preset = new AdaptiveAugmentation();
        return new AdaptiveAugmentation
        {
            Target = line.GetValue(_adaTarget) ?? preset.Target,
            RampImages = line.GetValue(_adaImages) * 1000 ?? preset.RampImages,
        };
    }
}
