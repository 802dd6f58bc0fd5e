using Ml.Gan.Data;

namespace Ml.Gan.Tests.Data;

[TestClass]
public sealed class ImageHeaderTests
{
    private static readonly byte[] Png = PictureBytes.Grey(9, 7, (x, y) => (byte)(x * y));
    private static readonly byte[] Bmp = PictureBytes.Bmp(5, 4, (x, y) => ((byte)x, (byte)y, 0));

    /// <summary>Markers of a JPEG without real content: APP1 with an embedded end marker, SOF0 (7 rows, 9 columns), SOS, data, EOI.</summary>
    private static readonly byte[] Jpeg =
    [
        0xFF, 0xD8, 0xFF, 0xE1, 0, 6, 0xFF, 0xD8, 0xFF, 0xD9, 0xFF, 0xC0, 0, 11, 8, 0, 7, 0, 9, 1, 1, 0x11, 0,
        0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 12, 34, 0xFF, 0x00, 56, 0xFF, 0xD0, 78, 0xFF, 0xFF, 0xD9,
    ];

    [TestMethod]
    public void WholeFilesHaveNoFault()
    {
        Assert.IsNull(ImageHeader.FindFault(Png));
        Assert.IsNull(ImageHeader.FindFault(Bmp));
        Assert.IsNull(ImageHeader.FindFault(Jpeg));
        Assert.IsNull(ImageHeader.FindFault([.. Png, 1, 2, 3]), "bytes after the end do no harm");
        Assert.IsNull(ImageHeader.FindFault([.. Jpeg, 0, 0]));
    }

    /// <summary>However much is missing at the end, it is noticed.</summary>
    [TestMethod]
    public void EveryTruncationIsFound()
    {
        foreach (byte[] whole in (byte[][])[Png, Bmp, Jpeg])
        {
            for (int length = 0; length < whole.Length; length++)
                Assert.IsNotNull(ImageHeader.FindFault(whole.AsSpan(0, length)), $"{length} of {whole.Length} bytes");
        }
    }

    [TestMethod]
    public void SaysWhatIsWrong()
    {
        Assert.AreEqual("is empty", ImageHeader.FindFault([]));
        Assert.AreEqual("is no PNG, JPEG or BMP file", ImageHeader.FindFault("GIF89a"u8));
        Assert.AreEqual("is truncated or damaged", ImageHeader.FindFault(Png.AsSpan(0, 40)));
        Assert.AreEqual("has no pixels", ImageHeader.FindFault(PictureBytes.Grey(0, 7, (_, _) => 0)));
        byte[] huge = [.. Png];
        (huge[16], huge[20]) = (1, 1);
        Assert.AreEqual("has 16777225x16777223 pixels; at most 134217728 in all are read", ImageHeader.FindFault(huge));
    }

    /// <summary>Any change of any byte gives an answer, never an exception.</summary>
    [TestMethod]
    public void DamageNeverThrows()
    {
        foreach (byte[] whole in (byte[][])[Png, Bmp, Jpeg])
        {
            for (int i = 0; i < whole.Length; i++)
            {
                foreach (byte value in (byte[])[0, 1, 0x7F, 0x80, 0xD9, 0xFF])
                {
                    byte[] damaged = [.. whole];
                    damaged[i] = value;
                    ImageHeader.FindFault(damaged);
                }
            }
        }
    }
}
