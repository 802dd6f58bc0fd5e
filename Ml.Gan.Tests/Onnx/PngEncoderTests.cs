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
