using Microsoft.ML.Data;
using static Microsoft.ML.Transforms.Image.ImageResizingEstimator;

namespace Microsoft.ML.Transforms.Image;

/// <summary>Resizes a picture; one of the right size stays itself.</summary>
static unsafe class ImageResizer
{
    public static MLImage Resize(MLImage image, ResizingSettings settings)
    {
        if (image.Width == settings.Width && image.Height == settings.Height) return image;
        double scaleX = (double)settings.Width / image.Width, scaleY = (double)settings.Height / image.Height;
        if (settings.Kind == ResizingKind.IsoPad) scaleX = scaleY = Math.Min(scaleX, scaleY);
        if (settings.Kind == ResizingKind.IsoCrop) scaleX = scaleY = Math.Max(scaleX, scaleY);
        int width = Math.Max(1, (int)Math.Round(image.Width * scaleX)), height = Math.Max(1, (int)Math.Round(image.Height * scaleY));
        var anchor = settings.Kind == ResizingKind.IsoCrop ? settings.Anchor : Anchor.Center;
        int x = Place(settings.Width - width, anchor == Anchor.Left, anchor == Anchor.Right);
        int y = Place(settings.Height - height, anchor == Anchor.Top, anchor == Anchor.Bottom);
        var resized = Draw(image, settings.Width, settings.Height, x, y, width, height);
        resized.Tag = image.Tag;
        return resized;
    }

    static int Place(int room, bool start, bool end) => start ? 0 : end ? room : room / 2;

    /// <summary>Draws the image, scaled to a size, at a place of an empty one.</summary>
    static MLImage Draw(MLImage image, int targetWidth, int targetHeight, int x, int y, int width, int height)
    {
        byte[] rgba = PixelOrder.ToStraightRgba(image);
        byte[] target = new byte[4 * targetWidth * targetHeight];
        fixed (byte* from = rgba, to = target)
        {
            nint source = Pixbuf.NewFromData(from, 0, 1, 8, image.Width, image.Height, 4 * image.Width);
            nint result = Pixbuf.NewFromData(to, 0, 1, 8, targetWidth, targetHeight, 4 * targetWidth);
            int left = Math.Max(0, x), top = Math.Max(0, y);
            Pixbuf.Scale(source, result, left, top, Math.Min(targetWidth, x + width) - left, Math.Min(targetHeight, y + height) - top,
                x, y, (double)width / image.Width, (double)height / image.Height, Pixbuf.Bilinear);
            Pixbuf.Unref(source);
            Pixbuf.Unref(result);
        }
        return PixelOrder.FromStraightRgba(targetWidth, targetHeight, target);
    }
}
