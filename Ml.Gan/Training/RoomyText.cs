using OxyPlot;

namespace Ml.Gan.Training;

/// <summary>
/// Measures the text of charts as wide as it is in the widest of the usual fonts, as nobody knows which one a reader
/// has.
/// </summary>
internal sealed class RoomyText(double width, double height) : PdfRenderContext(width, height, OxyColors.White)
{
    private const double Room = 1.35;

    public override OxySize MeasureText(string text, string fontFamily, double fontSize, double fontWeight)
    {
        var size = base.MeasureText(text, fontFamily, fontSize, fontWeight);
        return new OxySize(size.Width * Room, size.Height);
    }
}
