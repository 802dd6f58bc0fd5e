using System.Runtime.InteropServices;
using SkiaSharp;

namespace Ml.Gan.Data.Images;

/// <summary>Encodes images as JPEG and decodes them.</summary>
internal static class JpegCoding
{
    /// <summary>Puts what is decoded in the place of an image.</summary>
    /// <param name="image">C·H·W values in [-1, 1]; 1 channel is gray, 3 are red, green, blue.</param>
    /// <param name="shape">Shape of the image.</param>
    /// <param name="quality">Quality, 1 to 100.</param>
    public static void Degrade(Span<float> image, SampleShape shape, int quality)
    {
        var type = shape.Channels == 1 ? SKColorType.Gray8 : SKColorType.Rgba8888;
        var info = new SKImageInfo(shape.Width, shape.Height, type, SKAlphaType.Opaque);
        using var bitmap = new SKBitmap(info, info.RowBytes);
        int plane = shape.Height * shape.Width, step = info.BytesPerPixel;
        byte[] pixels = new byte[plane * step];
        for (int i = 0; i < plane; i++)
        {
            for (int channel = 0; channel < step; channel++)
                pixels[i * step + channel] =
                    channel < shape.Channels ? PixelScale.ToByte(image[channel * plane + i]) : byte.MaxValue;
        }
        Marshal.Copy(pixels, 0, bitmap.GetPixels(), pixels.Length);
        Recode(bitmap, quality);
        var decoded = bitmap.GetPixelSpan();
        for (int i = 0; i < plane; i++)
        {
            for (int channel = 0; channel < shape.Channels; channel++)
                image[channel * plane + i] = PixelScale.ToFloat(decoded[i * step + channel]);
        }
    }

    private static void Recode(SKBitmap bitmap, int quality)
    {
        var options = new SKJpegEncoderOptions(
            quality, SKJpegEncoderDownsample.Downsample420, SKJpegEncoderAlphaOption.Ignore);
        using var pixels = bitmap.PeekPixels();
        using var file = pixels.Encode(options);
        using var codec = SKCodec.Create(file);
        var result = codec.GetPixels(bitmap.Info, bitmap.GetPixels());
        if (result != SKCodecResult.Success)
            throw new InvalidOperationException($"A JPEG that was just encoded can't be decoded: {result}.");
    }
}
