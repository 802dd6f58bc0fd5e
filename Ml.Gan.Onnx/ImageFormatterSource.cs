using Ml.Gan.Onnx.Notebooks;

namespace Ml.Gan.Onnx;

/// <summary>How notebooks show images: as a picture.</summary>
internal sealed class ImageFormatterSource
{
    private const int MostShown = 64;

    private readonly object[] _formatters =
        [new HtmlFormatter<ImageGrid>(ToHtml), new HtmlFormatter<ImageBatch>(ToHtml)];

    public IEnumerable<object> CreateTypeFormatters() => _formatters;

    private static string ToHtml(ImageGrid grid) =>
        $"<img src=\"data:image/png;base64,{Convert.ToBase64String(grid.ToPng())}\" width=\"{grid.Width}\" "
        + $"height=\"{grid.Height}\" alt=\"images\">";

    private static string? ToHtml(ImageBatch images)
    {
        if (images.Count == 0 || images.Channels is not (1 or 3) || images.Height * images.Width == 1)
            return null;
        int shown = Math.Min(images.Count, MostShown);
        var first = new ImageBatch(
            images.Values[..(shown * images.Channels * images.Height * images.Width)].ToArray(), images.Channels,
            images.Height, images.Width, images.Range);
        string html = ToHtml(ImageGrid.Create(first));
        return shown == images.Count ? html : $"{html}<p>{shown} of {images.Count} images</p>";
    }
}
