using Ml.Gan.Models;

namespace Ml.Gan.Cli.Training;

/// <content>How the images that the discriminator sees are changed.</content>
internal sealed partial record TrainSettings
{
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
}
