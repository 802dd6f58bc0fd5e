using SkiaSharp;

namespace Ml.Gan.Data.Images;

/// <summary>Where the pixels of an upright picture are among those of the stored one.</summary>
/// <param name="Width">Columns of the upright picture.</param>
/// <param name="Height">Rows of the upright picture.</param>
/// <param name="First">Stored place of its upper left pixel.</param>
/// <param name="Right">What is added to a stored place to go one pixel to the right.</param>
/// <param name="Down">What is added to go one pixel down.</param>
internal readonly record struct PixelSteps(int Width, int Height, int First, int Right, int Down)
{
    /// <summary>Stored place of a pixel of the upright picture.</summary>
    public int At(int x, int y) => First + x * Right + y * Down;

    /// <summary>Steps through a stored picture of a width and height that lies as its origin says.</summary>
    public static PixelSteps Upright(int width, int height, SKEncodedOrigin origin)
    {
        int lastColumn = width - 1, lastRow = (height - 1) * width;
        return origin switch
        {
            SKEncodedOrigin.TopRight => new(width, height, lastColumn, -1, width),
            SKEncodedOrigin.BottomRight => new(width, height, lastRow + lastColumn, -1, -width),
            SKEncodedOrigin.BottomLeft => new(width, height, lastRow, 1, -width),
            SKEncodedOrigin.LeftTop => new(height, width, 0, width, 1),
            SKEncodedOrigin.RightTop => new(height, width, lastRow, -width, 1),
            SKEncodedOrigin.RightBottom => new(height, width, lastRow + lastColumn, -width, -1),
            SKEncodedOrigin.LeftBottom => new(height, width, lastColumn, width, -1),
            _ => new(width, height, 0, 1, width),
        };
    }
}
