using Ml.Gan.Pipeline.Reading;

namespace Ml.Gan.Pipeline;

/// <summary>Refuses options of columns that are out of range, whatever the data.</summary>
internal static class ColumnOptionsCheck
{
    /// <exception cref="GanOptionException">An option is out of range.</exception>
    public static void Check(GanEstimator.Options options)
    {
        CheckOutput(options.OutputColumnName, options.ScoringBatchSize);
        CheckName(nameof(options.InputColumnName), options.InputColumnName);
        CheckName(nameof(options.LatentColumnName), options.LatentColumnName);
        CheckName(nameof(options.LabelColumnName), options.LabelColumnName);
        CheckName(nameof(options.ConditionColumnName), options.ConditionColumnName);
        CheckName(nameof(options.CodesColumnName), options.CodesColumnName);
        CheckImages(ImageReading.Of(options));
        CheckKind(options.OutputKind);
        if (options.Truncation is { } psi && !(Math.Abs(psi) <= 1))
            throw new GanOptionException(
                nameof(options.Truncation), $"The truncation ψ of styles is from -1 to 1; it is {psi}.");
    }

    /// <exception cref="GanOptionException">
    /// An option is out of range, or the system doesn't learn from what the options say.
    /// </exception>
    public static void Check(GanTranslatorEstimator.Options options)
    {
        CheckOutput(options.OutputColumnName, options.ScoringBatchSize);
        CheckName(nameof(options.InputColumnName), options.InputColumnName);
        CheckName(nameof(options.TargetColumnName), options.TargetColumnName);
        CheckImages(ImageReading.OfInputs(options));
        CheckChannels(
            nameof(options.TargetImageChannels), options.TargetImageChannels ?? options.ImageChannels);
        CheckKind(options.OutputKind);
        string system = options.System.Name;
        OptionValue.Require(
            options.System.IsPaired || options.Degradation is null, nameof(options.Degradation),
            $"The system {system} learns from two sets of images without pairs; no inputs are made from targets.");
        OptionValue.Require(
            !options.System.IsPaired || options.System.FillsHoles || options.TargetColumnName is not null
                || options.Degradation is not null,
            nameof(options.TargetColumnName),
            $"The system {system} learns from pairs: name the column of targets, or say by Options.Degradation how "
            + "inputs are made from them, for example new Bicubic(4).");
        CheckHoles(options);
    }

    private static void CheckHoles(GanTranslatorEstimator.Options options)
    {
        CheckName(nameof(options.MaskColumnName), options.MaskColumnName);
        CheckName(nameof(options.GuidanceColumnName), options.GuidanceColumnName);
        CheckChannels(
            nameof(options.GuidanceImageChannels), options.GuidanceImageChannels ?? options.ImageChannels);
        string system = options.System.Name;
        if (options.System.FillsHoles)
        {
            OptionValue.Require(options.MaskColumnName is not null, nameof(options.MaskColumnName),
                $"The system {system} fills holes: name the column of masks, bright in the holes.");
            OptionValue.Require(options.TargetColumnName is null, nameof(options.TargetColumnName),
                $"The system {system} learns from the whole images of the input column; there are no other targets.");
            OptionValue.Require(options.Degradation is null, nameof(options.Degradation),
                $"The system {system} makes holes into images, and degrades them no further.");
            return;
        }
        (string Name, object? Value)[] ofHoles =
        [
            (nameof(options.MaskColumnName), options.MaskColumnName), (nameof(options.Mask), options.Mask),
            (nameof(options.GuidanceColumnName), options.GuidanceColumnName),
        ];
        foreach (var (name, value) in ofHoles)
            OptionValue.Require(
                value is null, name, $"The system {system} fills no holes; completion does. Leave this out.");
    }

    /// <exception cref="GanOptionException">An option is out of range.</exception>
    public static void Check(GanCaptionerEstimator.Options options)
    {
        CheckOutput(options.OutputColumnName, options.ScoringBatchSize);
        CheckName(nameof(options.InputColumnName), options.InputColumnName);
        CheckName(nameof(options.CaptionColumnName), options.CaptionColumnName);
        CheckName(nameof(options.LatentColumnName), options.LatentColumnName);
        CheckImages(ImageReading.Of(options));
    }

    private static void CheckKind(OutputKind kind) => OptionValue.Require(
        Enum.IsDefined(kind), nameof(GanEstimator.Options.OutputKind),
        $"What is made is a vector or an image; {kind} is neither.");

    private static void CheckOutput(string name, int batchSize)
    {
        if (string.IsNullOrWhiteSpace(name))
            throw new GanOptionException(
                nameof(GanEstimator.Options.OutputColumnName), "The output column needs a name.");
        if (batchSize < 1)
            throw new GanOptionException(nameof(GanEstimator.Options.ScoringBatchSize),
                $"At least 1 row is scored in one call; it is {batchSize}.");
    }

    private static void CheckImages(ImageReading images)
    {
        var (minimum, maximum) = images.PixelRange;
        if (!float.IsFinite(minimum) || !float.IsFinite(maximum) || minimum >= maximum)
            throw new GanOptionException(nameof(GanEstimator.Options.PixelRange),
                "The range of pixels must be of two finite numbers, the darker before the brighter; it is "
                + $"{minimum} to {maximum}.");
        if (images.Size is < 1)
            throw new GanOptionException(nameof(GanEstimator.Options.ImageSize),
                $"Images need a size of at least 1; it is {images.Size}.");
        CheckChannels(nameof(GanEstimator.Options.ImageChannels), images.Channels);
        if (images.Background.A != 255)
            throw new GanOptionException(nameof(GanEstimator.Options.Background),
                $"The background must be an opaque color; its alpha is {images.Background.A} of 255.");
    }

    private static void CheckChannels(string option, int channels)
    {
        if (channels is not (1 or 3))
            throw new GanOptionException(option, $"Images have 1 or 3 channels, not {channels}.");
    }

    private static void CheckName(string option, string? name)
    {
        if (name is not null && string.IsNullOrWhiteSpace(name))
            throw new GanOptionException(option, $"'{name}' is no name of a column. Leave it out (null) for none.");
    }
}
