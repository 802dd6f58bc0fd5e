using System.Xml.Linq;
using Ml.Gan.Onnx;

namespace Ml.Gan.Cli.Experiments.Reports;

/// <summary>A grid of images inside the page.</summary>
/// <param name="Label">What is seen, for example "step 500".</param>
/// <param name="Png">The bytes of a PNG file.</param>
internal sealed record Picture(string Label, byte[] Png)
{
    /// <summary>Images in a grid, without repeating pixels: the page enlarges them.</summary>
    public static Picture Of(string label, ImageBatch images) =>
        new(label, ImageGrid.Create(images, new ImageGridOptions { Scale = 1 }).ToPng());

    public XElement ToHtml() => new("img",
        new XAttribute("src", $"data:image/png;base64,{Convert.ToBase64String(Png)}"), new XAttribute("alt", Label));
}
