using Ml.Gan.Data;
using Ml.Gan.Onnx;

namespace Ml.Gan.Cli.Exporting;

/// <summary>Drawn digits, with as many channels as a translator takes, all alike.</summary>
internal sealed class DrawnImages
{
    /// <summary>How many.</summary>
    public const int Count = 16;

    private const int LargestSize = 128;

    private readonly float[] _values;

    private DrawnImages(float[] values, int size) => (_values, Size) = (values, size);

    /// <summary>Height and width in pixels.</summary>
    public int Size { get; }

    /// <summary>Those for a translator, of the size of its training's images, but not too large.</summary>
    public static DrawnImages For(TranslatorInfo info)
    {
        int size = Math.Clamp(info.TrainingHeight ?? LargestSize, Glyphs.MinSize, LargestSize);
        using var digits = new Glyphs(size);
        float[] gray = new float[Count * size * size];
        digits.Read([.. Enumerable.Range(0, Count).Select(i => (long)i)], gray);
        var range = info.ValueRange;
        return new DrawnImages(
            [
                .. gray.Chunk(size * size)
                    .SelectMany(image => Enumerable.Repeat(image, info.InputChannels))
                    .SelectMany(image => image.Select(x => range.Low + ((x + 1) / 2 * (range.High - range.Low)))),
            ],
            size);
    }

    /// <summary>What a translator makes of them.</summary>
    public ImageBatch TranslatedBy(OnnxTranslator translator) => translator.Translate(_values, Count, Size, Size);
}
