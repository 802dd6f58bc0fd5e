using Ml.Gan.Networks;

namespace Ml.Gan.Tests.Pipeline;

/// <summary>Options of a training of two steps that turns drawings into gray photos.</summary>
internal static class TranslatorOptions
{
    /// <summary>Of float vectors.</summary>
    public static GanTranslatorEstimator.Options OfNumbers() => new()
    {
        InputColumnName = nameof(PictureRow.DrawingPixels),
        TargetColumnName = nameof(PictureRow.PhotoPixels),
        Translator = new ResNetTranslator { Width = 4, Blocks = 1 },
        PatchSize = 16,
        DiscriminatorWidth = 4,
        BatchSize = 4,
        Steps = 2,
        Seed = 3,
    };

    /// <summary>Of images.</summary>
    public static GanTranslatorEstimator.Options OfPictures()
    {
        var options = OfNumbers();
        (options.InputColumnName, options.TargetColumnName) = (nameof(PictureRow.Drawing), nameof(PictureRow.Photo));
        options.TargetImageChannels = 1;
        return options;
    }
}
