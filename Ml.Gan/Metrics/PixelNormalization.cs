namespace Ml.Gan.Metrics;

/// <summary>
/// Normalization of the pixels that a network of images takes: (color − mean)/deviation, of colors from 0 to 255.
/// </summary>
/// <param name="Name">Name on the command line.</param>
/// <param name="Means">Three numbers, for red, green and blue.</param>
/// <param name="Deviations">Three numbers above 0, for red, green and blue.</param>
public sealed record PixelNormalization(string Name, IReadOnlyList<float> Means, IReadOnlyList<float> Deviations)
{
    private const string Range = "Image.NominalPixelRange";
    private const string Format = "Image.BitmapPixelFormat";

    /// <summary>The mean and deviation of ImageNet's pixels, as torchvision's networks take them: "imagenet".</summary>
    public static PixelNormalization ImageNet { get; } = new(
        "imagenet",
        [255 * 0.485f, 255 * 0.456f, 255 * 0.406f],
        [255 * 0.229f, 255 * 0.224f, 255 * 0.225f]);

    /// <summary>Colors from −1 to 1: "tanh".</summary>
    public static PixelNormalization Tanh { get; } = new("tanh", [127.5f, 127.5f, 127.5f], [127.5f, 127.5f, 127.5f]);

    /// <summary>Colors from 0 to 1: "unit".</summary>
    public static PixelNormalization Unit { get; } = new("unit", [0, 0, 0], [255, 255, 255]);

    /// <summary>Colors from 0 to 255: "bytes".</summary>
    public static PixelNormalization Bytes { get; } = new("bytes", [0, 0, 0], [1, 1, 1]);

    /// <summary>
    /// Blue, green and red less ImageNet's means, from −124 to 151, as networks of CNTK and Caffe take them: "caffe".
    /// </summary>
    public static PixelNormalization Caffe { get; } =
        new("caffe", [123.68f, 116.779f, 103.939f], [1, 1, 1]) { IsBlueFirst = true };

    /// <summary>All that have a name.</summary>
    public static IReadOnlyList<PixelNormalization> All { get; } = [ImageNet, Tanh, Unit, Bytes, Caffe];

    /// <summary>Whether the channels are blue, green, red. Default false: red, green, blue.</summary>
    public bool IsBlueFirst { get; init; }

    /// <summary>What a file says: by ONNX's metadata for images or its producer; else ImageNet's.</summary>
    internal static PixelNormalization Of(string producer, IReadOnlyDictionary<string, string> metadata)
    {
        var said = metadata.GetValueOrDefault(Range) switch
        {
            "NominalRange_0_255" => Bytes,
            "Normalized_0_1" => Unit,
            "Normalized_1_1" => Tanh,
            _ => null,
        };
        bool isBlueFirst = metadata.GetValueOrDefault(Format)?.StartsWith("Bgr", StringComparison.Ordinal) == true;
        return said is null ? producer == "CNTK" ? Caffe : ImageNet
            : isBlueFirst ? said with { Name = $"{said.Name}, blue first", IsBlueFirst = true }
            : said;
    }
}
