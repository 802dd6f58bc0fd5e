using Ml.Gan.Onnx.Translating;

namespace Ml.Gan.Onnx.Captioning;

/// <summary>Images that a captioner or an evaluator is given, checked, and each repeated for its captions.</summary>
internal static class CaptionImages
{
    /// <summary>Values in the order of image files, (N, H, W, C) bytes, as (N, C, H, W) numbers.</summary>
    /// <exception cref="ArgumentException">They are no whole number of images.</exception>
    internal static float[] OfPixels(CaptionerInfo info, ReadOnlySpan<byte> pixels)
    {
        int count = Count(info, pixels.Length);
        float[] images = new float[pixels.Length];
        var source = new PixelSource(pixels, info.Channels, info.Height, info.Width, info.ValueRange);
        var sink = new ValueSink(images, info.Channels, info.Height, info.Width);
        float[] row = new float[info.Channels * info.Width];
        for (int image = 0; image < count; image++)
        {
            for (int y = 0; y < info.Height; y++)
            {
                source.Read(image, y, 0, row);
                sink.Write(image, y, row);
            }
        }

        return images;
    }

    /// <summary>How many images so many numbers are.</summary>
    /// <exception cref="ArgumentException">They are no whole number of images.</exception>
    internal static int Count(CaptionerInfo info, int numbers) => numbers % info.ImageLength == 0
        ? numbers / info.ImageLength
        : throw new ArgumentException(
            $"{numbers} values are no whole number of images of {info.Channels}×{info.Height}×{info.Width} "
            + $"({info.ImageLength} values each).");

    /// <exception cref="ArgumentException">A value is NaN or infinite.</exception>
    internal static void RequireFinite(CaptionerInfo info, ReadOnlySpan<float> images)
    {
        int bad = images.IndexOfAnyExceptInRange(float.MinValue, float.MaxValue);
        if (bad >= 0)
            throw new ArgumentException(
                $"Value {bad % info.ImageLength} of image {bad / info.ImageLength} is {images[bad]}; expected a "
                + "finite number.");
    }

    /// <summary>Each image as often as it has captions.</summary>
    internal static float[] Repeated(CaptionerInfo info, ReadOnlySpan<float> images, IReadOnlyList<int> times)
    {
        int length = info.ImageLength;
        float[] all = new float[checked(times.Sum() * length)];
        int next = 0;
        for (int image = 0; image < times.Count; image++)
        {
            for (int i = 0; i < times[image]; i++, next += length)
                images.Slice(image * length, length).CopyTo(all.AsSpan(next));
        }

        return all;
    }
}
