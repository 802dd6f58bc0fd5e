using System.Buffers.Binary;
using Ml.Gan.Data.Images;

namespace Ml.Gan.Tests.Data.Images;

/// <summary>Pictures that are whole and yet take much memory or time.</summary>
[TestClass]
public sealed class LargePicturesTests
{
    /// <summary>As many scans as one likes, of a few bytes each, which all go over the whole picture.</summary>
    [TestMethod]
    public void A_jpeg_that_goes_over_its_pixels_again_and_again_is_refused()
    {
        const int Side = 8000, Scans = 40;
        byte[] file = PictureBytes.Jpeg(components: 1, progressive: true);
        int frame = file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC2]);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(frame + 5), Side);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(frame + 7), Side);
        byte[] scan = [0xFF, 0xDA, 0, 8, 1, 1, 0, 1, 63, 0, .. new byte[250]];
        file = [.. file[..^2], .. Enumerable.Repeat(scan, Scans).SelectMany(bytes => bytes), 0xFF, 0xD9];

        using var image = ImageDecoder.Decode(file);

        Assert.AreEqual(
            "goes over its 8000x8000 pixels 42 times; at most 2147483648 pixels in all are read", image.Fault);
    }

    [TestMethod]
    public void A_jpeg_of_several_scans_is_read()
    {
        using var image = ImageDecoder.Decode(PictureBytes.Jpeg(components: 1, progressive: true));
        Assert.IsNull(image.Fault);
    }

    /// <summary>Folders are read in parallel, and one picture may take half a gigabyte.</summary>
    [TestMethod]
    public void One_large_picture_is_in_memory_at_a_time()
    {
        byte[] file = PictureBytes.Gray(4100, 4100, (_, _) => 0), small = PictureBytes.Gray(3, 3, (_, _) => 0);
        var first = ImageDecoder.Decode(file);
        Assert.IsNotNull(first.Picture);
        var second = Task.Run(() =>
        {
            using var image = ImageDecoder.Decode(file);
            return image.Picture is not null;
        });

        using (var other = ImageDecoder.Decode(small))
            Assert.IsNotNull(other.Picture, "small ones don't wait");
        Assert.IsFalse(second.Wait(TimeSpan.FromSeconds(1)));
        first.Dispose();
        first.Dispose();

        Assert.IsTrue(second.Result);
        using var third = ImageDecoder.Decode(file);
        Assert.IsNotNull(third.Picture);
    }
}
