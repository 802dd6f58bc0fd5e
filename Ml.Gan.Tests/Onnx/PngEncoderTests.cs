using System.IO.Compression;
using Microsoft.ML.Data;
using Ml.Gan.Onnx;

namespace Ml.Gan.Tests.Onnx;

/// <summary>What is encoded, read back by ML.NET's image library.</summary>
[TestClass]
public class PngEncoderTests
{
    [TestMethod]
    [DataRow(1, 1, 1)]
    [DataRow(7, 5, 1)]
    [DataRow(7, 5, 3)]
    [DataRow(300, 2, 3)]
    public void Another_decoder_reads_the_same_pixels(int width, int height, int channels)
    {
        byte[] pixels = new byte[width * height * channels];
        new Random(1).NextBytes(pixels);
        using var stream = new MemoryStream(PngEncoder.Encode(pixels, width, height, channels));
        using var image = MLImage.CreateFromStream(stream);
        Assert.AreEqual((width, height), (image.Width, image.Height));
        byte[] bgr = image.GetBGRPixels;
        for (int i = 0; i < width * height; i++)
        {
            for (int c = 0; c < 3; c++)
                Assert.AreEqual(
                    pixels[(i * channels) + (channels == 1 ? 0 : c)], bgr[(3 * i) + 2 - c], $"pixel {i}, channel {c}");
        }
    }

    /// <summary>
    /// Rows that rise to the right, those that repeat the row above and those of little but zeros, of which a byte each
    /// says how they are written: by ISO/IEC 15948 1 for the left neighbor, 2 for the upper one, 0 for none.
    /// </summary>
    [TestMethod]
    [DataRow(1)]
    [DataRow(3)]
    public void A_row_is_written_by_the_differences_that_are_least(int channels)
    {
        const int width = 70;
        byte[] ramp = [.. Enumerable.Range(0, width * channels).Select(i => (byte)(5 + (i / channels * 3)))];
        byte[] dots = [.. Enumerable.Range(0, width * channels).Select(i => (byte)(i == 40 ? 9 : 0))];
        byte[] pixels = [.. ramp, .. ramp, .. dots];
        byte[] png = PngEncoder.Encode(pixels, width, 3, channels);
        using var image = MLImage.CreateFromStream(new MemoryStream(png));
        byte[] bgr = image.GetBGRPixels;
        for (int i = 0; i < pixels.Length; i++)
        {
            int channel = channels == 1 ? 0 : 2 - (i % channels);
            Assert.AreEqual(pixels[i], bgr[(3 * (i / channels)) + channel], $"{i}");
        }

        const int data = 8 + 25 + 8;
        using var zlib = new ZLibStream(new MemoryStream(png[data..]), CompressionMode.Decompress);
        byte[] rows = new byte[3 * (1 + (width * channels))];
        zlib.ReadExactly(rows);
        CollectionAssert.AreEqual(new byte[] { 1, 2, 0 }, rows.Where((_, i) => i % (rows.Length / 3) == 0).ToArray());
    }

    [TestMethod]
    public void Gray_takes_a_channel_and_checksums_are_those_of_the_standard()
    {
        byte[] png = PngEncoder.Encode([255], 1, 1, 1);
        Assert.AreEqual((8, 0), (png[24], png[25]), "8 bits, gray");
        CollectionAssert.AreEqual(
            new byte[] { 0, 0, 0, 0, (byte)'I', (byte)'E', (byte)'N', (byte)'D', 0xAE, 0x42, 0x60, 0x82 }, png[^12..]);
    }

    [TestMethod]
    public void Sizes_must_fit()
    {
        Assert.ThrowsExactly<ArgumentException>(() => PngEncoder.Encode(new byte[5], 2, 3, 1));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => PngEncoder.Encode(new byte[4], 1, 1, 4));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => PngEncoder.Encode([], 0, 1, 1));
    }
}
