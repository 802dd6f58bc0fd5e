using System.Drawing;
using Ml.Gan.Data;

namespace Ml.Gan.Pipeline.Reading;

/// <summary>How images are read from a column.</summary>
/// <param name="Shape">Shape of images in vectors. Null: the vectors' own dimensions.</param>
/// <param name="PixelRange">Darkest and brightest value of images in vectors.</param>
/// <param name="Size">Height and width of what is made of an <c>MLImage</c>. Null: its own.</param>
/// <param name="Channels">Channels of what is made of an <c>MLImage</c>.</param>
/// <param name="Background">What is seen where an <c>MLImage</c> is transparent.</param>
internal sealed record ImageReading(
    SampleShape? Shape, (float Minimum, float Maximum) PixelRange, int? Size, int Channels, Color Background)
{
    /// <summary>The option that gives <see cref="Shape"/>, for messages.</summary>
    public string ShapeOption { get; private init; } = nameof(GanEstimator.Options.ImageShape);

    public static ImageReading Of(GanEstimator.Options options) => new(
        options.ImageShape, options.PixelRange, options.ImageSize, options.ImageChannels, options.Background);

    public static ImageReading Of(GanCaptionerEstimator.Options options) => new(
        options.ImageShape, options.PixelRange, options.ImageSize, options.ImageChannels, options.Background);

    public static ImageReading OfInputs(GanTranslatorEstimator.Options options) => new(
        options.ImageShape, options.PixelRange, options.ImageSize, options.ImageChannels, options.Background);

    public static ImageReading OfTargets(GanTranslatorEstimator.Options options) => new(
        options.TargetImageShape ?? options.ImageShape,
        options.PixelRange,
        options.ImageSize,
        options.TargetImageChannels ?? options.ImageChannels,
        options.Background)
    {
        ShapeOption = options.TargetImageShape is null
            ? nameof(options.ImageShape)
            : nameof(options.TargetImageShape),
    };

    public static ImageReading OfGuidance(GanTranslatorEstimator.Options options) => new(
        options.GuidanceImageShape ?? options.ImageShape,
        options.PixelRange,
        options.ImageSize,
        options.GuidanceImageChannels ?? options.ImageChannels,
        options.Background)
    {
        ShapeOption = options.GuidanceImageShape is null
            ? nameof(options.ImageShape)
            : nameof(options.GuidanceImageShape),
    };

    /// <summary>Masks are gray; what is transparent in them is no hole.</summary>
    public static ImageReading OfMasks(GanTranslatorEstimator.Options options) => new(
        options.ImageShape is { } shape ? shape with { Channels = 1 } : null,
        options.PixelRange,
        options.ImageSize,
        Channels: 1,
        Color.Black);
}
