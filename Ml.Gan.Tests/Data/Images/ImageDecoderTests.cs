using System.Drawing;
using Microsoft.ML.Data;
using Ml.Gan.Data.Images;
using SkiaSharp;

namespace Ml.Gan.Tests.Data.Images;

[TestClass]
public sealed class ImageDecoderTests
{
    private static readonly Dictionary<string, byte[]> s_files = new()
    {
        ["png"] = PictureBytes.Gray(9, 7, (x, y) => (byte)(x * y)),
        ["png-alpha"] = PictureBytes.Png(9, 7, 4, (x, y) => [(byte)(20 * x), (byte)(30 * y), 200, (byte)(10 * x + y)]),
        ["png-16-bit"] = PictureBytes.Png(9, 7, 3, (x, y) => [(byte)x, 90, 128, 255, (byte)(9 * y), 1], depth: 16),
        ["bmp"] = PictureBytes.Bmp(5, 4, (x, y) => ((byte)x, (byte)y, 0)),
        ["jpeg"] = Encode(SKEncodedImageFormat.Jpeg),
        ["webp"] = Encode(SKEncodedImageFormat.Webp),
        ["gif"] = PictureBytes.Gif(9, 7, (x, y) => (byte)(x * y)),
        ["jpeg-gray"] = PictureBytes.Jpeg(components: 1),
        ["jpeg-cmyk"] = PictureBytes.Jpeg(components: 4),
        ["jpeg-progressive"] = PictureBytes.Jpeg(components: 1, progressive: true),
    };

    public static IEnumerable<object[]> Kinds => s_files.Keys.Select(kind => new object[] { kind });

    [TestMethod]
    [DynamicData(nameof(Kinds))]
    public void A_whole_file_gives_the_picture_that_ml_net_reads(string kind)
    {
        using var image = MLImage.CreateFromStream(new MemoryStream(s_files[kind]));
        float[] expected = Pixels(new MLImageRows(image, Color.White));
        CollectionAssert.AreEqual(expected, Pixels(s_files[kind]));
        CollectionAssert.AreEqual(expected, Pixels([.. s_files[kind], 1, 2, 3]), "bytes after the end do no harm");
    }

    [TestMethod]
    public void A_gray_jpeg_has_the_value_that_was_written() =>
        Assert.IsTrue(Pixels(s_files["jpeg-gray"]).All(value => value == PictureBytes.JpegValue));

    /// <summary>However much is missing at the end, it is noticed, unless no pixel is missing.</summary>
    [TestMethod]
    [DynamicData(nameof(Kinds))]
    public void Every_truncation_that_takes_pixels_is_found(string kind)
    {
        byte[] whole = s_files[kind];
        float[] pixels = Pixels(whole);
        for (int length = 0; length < whole.Length; length++)
        {
            using var image = ImageDecoder.Decode(whole[..length]);
            if (image.Picture is not null)
                CollectionAssert.AreEqual(
                    pixels, Pixels(image.Rows(Color.White)), $"{length} of {whole.Length} bytes");
            else
                Assert.IsNotNull(image.Fault);
        }
        Assert.AreEqual("is truncated or damaged", ImageDecoder.Decode(whole[..(whole.Length * 3 / 4)]).Fault);
    }

    [TestMethod]
    public void Says_what_is_wrong()
    {
        byte[] png = s_files["png"], huge = [.. png];
        Assert.AreEqual("is empty", ImageDecoder.Decode([]).Fault);
        Assert.AreEqual(
            "is no PNG, JPEG, WebP, GIF or BMP file", ImageDecoder.Decode("no image at all"u8.ToArray()).Fault);
        Assert.AreEqual("is truncated or damaged", ImageDecoder.Decode(png[..40]).Fault);
        Assert.AreEqual("is truncated or damaged", ImageDecoder.Decode(PictureBytes.Gray(0, 7, (_, _) => 0)).Fault);
        (huge[17], huge[21]) = (1, 1);
        PictureBytes.RepairChecksum(huge);
        Assert.AreEqual("has 65545x65543 pixels; at most 134217728 in all are read", ImageDecoder.Decode(huge).Fault);
    }

    /// <summary>Any change of any byte gives an answer, never an exception.</summary>
    [TestMethod]
    [DynamicData(nameof(Kinds))]
    public void Damage_never_throws(string kind)
    {
        byte[] whole = s_files[kind];
        for (int i = 0; i < whole.Length; i++)
        {
            foreach (byte value in (byte[])[0, 1, 0x7F, 0x80, 0xD9, 0xFF])
            {
                byte[] damaged = [.. whole];
                damaged[i] = value;
                ImageDecoder.Decode(damaged).Dispose();
            }
        }
    }

    private static float[] Pixels(byte[] file)
    {
        using var image = ImageDecoder.Decode(file);
        Assert.IsNull(image.Fault);
        return Pixels(image.Rows(Color.White));
    }

    private static float[] Pixels(IPixelRows rows)
    {
        float[] pixels = new float[rows.Height * rows.Width * 3];
        for (int y = 0; y < rows.Height; y++)
            rows.ReadRow(y, 0, 3, pixels.AsSpan(y * rows.Width * 3, rows.Width * 3));
        return pixels;
    }

    private static byte[] Encode(SKEncodedImageFormat format)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(20, 12, SKColorType.Rgba8888, SKAlphaType.Opaque));
        for (int i = 0; i < 240; i++)
            bitmap.SetPixel(i % 20, i / 20, new SKColor((byte)(12 * (i % 20)), (byte)(i / 20 * 20), (byte)(i * 37)));
        using var data = bitmap.Encode(format, 80);
        return data.ToArray();
    }
}
