using Ml.Gan.Data;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;

namespace Ml.Gan.Models.Translation;

/// <summary>Refuses options that can't be trained with, before any work is done.</summary>
internal static class TranslationOptionsCheck
{
    /// <param name="options">Resolved options.</param>
    /// <param name="data">What is learned from.</param>
    /// <exception cref="GanOptionException">An option is out of range, or doesn't fit another or the data.</exception>
    public static void Check(TranslationOptions options, TranslationData data)
    {
        options.Check();
        string system = options.System.Name;
        OptionValue.Require(options.System.IsPaired == data.IsPaired, nameof(options.System), data.IsPaired
            ? $"The system {system} learns from two sets of images without pairs; the data are pairs."
            : $"The system {system} learns from pairs, or targets that inputs are made from; the data are two sets of "
                + "images without pairs.");
        OptionValue.Require(
            options.System.FillsHoles == data.Mask is not null, nameof(options.System), data.Mask is null
                ? $"The system {system} fills holes; the data say of no mask where those are."
                : $"The system {system} fills no holes, but {data.Mask.Name} makes some. Take completion.");
        RequireWeights(options);
        OptionValue.Require(options.PoolSize >= 0, nameof(options.PoolSize),
            $"The pool must have at least 0 images; it is to have {options.PoolSize}.");
        OptionValue.Require(options.DiscriminatorSteps >= 1, nameof(options.DiscriminatorSteps),
            $"The number of discriminator steps must be at least 1; it is {options.DiscriminatorSteps}.");
        OptionValue.Require(options.WeightClipping is null or > 0, nameof(options.WeightClipping),
            $"The bound of the weights must be above 0; it is {options.WeightClipping}.");
        RequireObjective(options);
        RequireShapes(options, data);
    }

    /// <summary>Shape of what is learned from, cropped where that is asked for.</summary>
    public static SampleShape Cropped(SampleShape shape, int? crop) =>
        crop is { } side ? shape with { Height = side, Width = side } : shape;

    private static void RequireWeights(TranslationOptions options)
    {
        (string Name, double? Value)[] weights =
        [
            (nameof(options.ReconstructionWeight), options.ReconstructionWeight),
            (nameof(options.AdversarialWeight), options.AdversarialWeight),
            (nameof(options.IdentityWeight), options.IdentityWeight),
        ];
        foreach (var (name, value) in weights)
            OptionValue.Require(value is >= 0 and < double.PositiveInfinity, name,
                $"The weight of a loss must be at least 0; it is {value}.");
        bool isPaired = options.System.IsPaired;
        OptionValue.Require(
            isPaired || options.AdversarialWeight > 0, nameof(options.AdversarialWeight),
            "Without pairs the discriminators alone say what images are to be like; their weight must be above 0.");
        OptionValue.Require(
            options.ReconstructionWeight > 0 || options.AdversarialWeight > 0 || options.Perceptual is not null,
            nameof(options.ReconstructionWeight),
            "There is nothing to learn: the weights of distance, objective and perceptual loss are all 0.");
        OptionValue.Require(
            isPaired || options.System is ResidualTransfer || options.Perceptual is null, nameof(options.Perceptual),
            $"The perceptual loss compares outputs with their targets, which {options.System.Name} doesn't have.");
        OptionValue.Require(!isPaired || options.IdentityWeight == 0, nameof(options.IdentityWeight),
            $"The identity loss is for images without pairs, which {options.System.Name} doesn't have.");
        OptionValue.Require(!isPaired || options.PoolSize == 0, nameof(options.PoolSize),
            $"The pool is for images without pairs, which {options.System.Name} doesn't have.");
    }

    private static void RequireObjective(TranslationOptions options)
    {
        var objective = options.Objective!;
        OptionValue.Require(
            objective is ScoreObjective { Penalty: null } or RelativisticAverage { Penalty: null }
                || objective == options.System.RecommendedObjective,
            nameof(options.Objective),
            $"The objective {objective.Name} needs more than the scores that a discriminator of patches gives. Take "
            + "non-saturating, least-squares, hinge, wasserstein or the like.");
    }

    private static void RequireShapes(TranslationOptions options, TranslationData data)
    {
        int? crop = options.CropSize;
        OptionValue.Require(
            crop is null || (crop >= 1 && crop <= Math.Min(data.Target.Height, data.Target.Width)),
            nameof(options.CropSize),
            $"Images of {data.Target.Width}×{data.Target.Height} can't be cropped to {crop}.");
        OptionValue.Require(crop is null || crop % data.Factor == 0, nameof(options.CropSize),
            $"Crops of {crop} have no inputs that are {data.Factor} times smaller. Give a multiple of {data.Factor}.");
        var target = Cropped(data.Target, crop);
        var input = Cropped(data.Input, crop / data.Factor);
        data.Mask?.Check(target.Height, target.Width);
        var translator = options.Translator!;
        OptionValue.Require(translator.Scale == data.Factor, nameof(options.Translator),
            $"The translator {translator.Name} makes images {Times(translator.Scale)} the size of its input; the data "
            + $"ask for {Times(data.Factor)}.");
        translator.Check(new TranslatorDesign(input, target));
        OptionValue.Require(
            options.IdentityWeight == 0 || input.Channels == target.Channels, nameof(options.IdentityWeight),
            $"The identity loss needs images of as many channels in both sets; they have {input.Channels} and "
            + $"{target.Channels}.");
        if (options.UsesDiscriminator)
            PatchCritic.Architecture(options).Check(target);
        if (!data.IsPaired)
            translator.Check(new TranslatorDesign(target, input));
        options.System.Check(options, input, target);
    }

    private static string Times(int factor) => factor == 1 ? "once" : $"{factor} times";
}
