using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using OxyPlot;
using OxyPlot.Legends;

namespace Ml.Gan.Training;

/// <summary>What charts look like, and their SVG.</summary>
internal static class ChartStyle
{
    /// <summary>Distance between an axis and its title.</summary>
    public const double TitleDistance = 14;

    /// <summary>Axes, and what is there to compare others with.</summary>
    public static OxyColor Gray { get; } = OxyColor.FromRgb(107, 111, 118);

    /// <summary>Lines of a grid.</summary>
    public static OxyColor Grid { get; } = OxyColor.FromRgb(227, 229, 232);

    /// <summary>Colors that people who don't see all of them can tell apart (Okabe and Ito, 2008).</summary>
    public static IReadOnlyList<OxyColor> Colors { get; } =
    [
        OxyColor.FromRgb(0, 114, 178), OxyColor.FromRgb(213, 94, 0), OxyColor.FromRgb(0, 158, 115),
        OxyColor.FromRgb(204, 121, 167), OxyColor.FromRgb(230, 159, 0), OxyColor.FromRgb(86, 180, 233),
    ];

    /// <summary>A legend above the chart, in a line.</summary>
    public static Legend LegendAbove() => new()
    {
        LegendPlacement = LegendPlacement.Outside,
        LegendPosition = LegendPosition.TopLeft,
        LegendOrientation = LegendOrientation.Horizontal,
        LegendLineSpacing = 6,
    };

    /// <summary>A chart as an element of SVG.</summary>
    /// <param name="plot">The chart.</param>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    public static XElement ToSvg(PlotModel plot, double width, double height)
    {
        using var drawn = new MemoryStream();
        new SvgExporter
        {
            Width = width,
            Height = height,
            IsDocument = false,
            UseVerticalTextAlignmentWorkaround = true,
            TextMeasurer = new RoomyText(width, height),
        }.Export(plot, drawn);
        drawn.Position = 0;
        return XElement.Load(drawn);
    }

    /// <summary>
    /// Gives a chart's parts identifiers that no other chart has: those of all charts in a page are one set, in which
    /// the first counts.
    /// </summary>
    public static void NameParts(XElement svg)
    {
        byte[] content = Encoding.UTF8.GetBytes(svg.ToString(SaveOptions.DisableFormatting));
        string chart = Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 4));
        foreach (var attribute in svg.Descendants().Attributes())
        {
            if (attribute.Name.LocalName == "id")
                attribute.Value = $"{attribute.Value}-{chart}";
            else if (attribute.Name.LocalName == "clip-path")
                attribute.Value = attribute.Value.Replace(")", $"-{chart})", StringComparison.Ordinal);
        }
    }

    /// <summary>
    /// Measures text as wide as it is in the widest of the usual fonts, as nobody knows which one a reader has.
    /// </summary>
    private sealed class RoomyText(double width, double height) : PdfRenderContext(width, height, OxyColors.White)
    {
        private const double Room = 1.35;

        public override OxySize MeasureText(string text, string fontFamily, double fontSize, double fontWeight)
        {
            var size = base.MeasureText(text, fontFamily, fontSize, fontWeight);
            return new OxySize(size.Width * Room, size.Height);
        }
    }
}
