using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace Ml.Gan.Tests.Conformance.MicrosoftML;

/// <summary>A row with a picture, 20 high and 40 wide.</summary>
internal sealed class Picture
{
    public const int Height = 20, Width = 40;

    [ImageType(Height, Width)]
    public MLImage? Image { get; set; }

    /// <summary>The left half red, the right half blue. Made anew each time: steps may dispose what they read.</summary>
    public static MLImage RedAndBlue() => Paint(Width, Height, (x, _) => x < Width / 2 ? (255, 0, 0) : (0, 0, 255));

    public static IEnumerable<Picture> Rows()
    {
        yield return new Picture { Image = RedAndBlue() };
    }

    /// <summary>Reads the one picture of a column, which may be gone after the view has been read.</summary>
    public static T Read<T>(IDataView view, string column, Func<MLImage, T> read) =>
        view.GetColumn<MLImage>(column).Select(read).Single();

    /// <summary>An opaque picture from the colours of its pixels.</summary>
    public static MLImage Paint(int width, int height, Func<int, int, (int Red, int Green, int Blue)> colour)
    {
        var pixels = new byte[4 * width * height];
        for (int y = 0, i = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++, i += 4)
            {
                var (red, green, blue) = colour(x, y);
                (pixels[i], pixels[i + 1], pixels[i + 2], pixels[i + 3]) = ((byte)blue, (byte)green, (byte)red, 255);
            }
        }
        return MLImage.CreateFromPixels(width, height, MLPixelFormat.Bgra32, pixels);
    }
}
