using Microsoft.ML.Data;
using Ml.Gan.Data;
using Ml.Gan.Data.Images;
using SkiaSharp;

namespace Ml.Gan.Tests.Data.Images;

/// <summary>Pictures are read upright, whichever of EXIF's eight orientations they are stored in.</summary>
[TestClass]
public sealed class ImageOrientationTests
{
    private const int Columns = 20, Rows = 12;

    /// <summary>EXIF's own table: the side of the upright picture that the stored row 0 and column 0 are.</summary>
    private static readonly (string Row, string Column)[] s_sides =
    [
        ("top", "left"), ("top", "right"), ("bottom", "right"), ("bottom", "left"),
        ("left", "top"), ("right", "top"), ("right", "bottom"), ("left", "bottom"),
    ];

    public static IEnumerable<object[]> Cases =>
        from format in (string[])["png", "jpeg", "webp"]
        from orientation in Enumerable.Range(1, 8)
        from little in (bool[])[false, true]
        select new object[] { format, orientation, little };

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Pictures_are_upright(string format, int orientation, bool little)
    {
        byte[] plain = Encode(format);
        byte[] turned = PictureBytes.WithExif(plain, PictureBytes.Exif((byte)orientation, little));
        var (stored, _, _) = Decode(plain);
        var (upright, width, height) = Decode(turned);

        bool swaps = orientation > 4;
        Assert.AreEqual(swaps ? (Rows, Columns) : (Columns, Rows), (width, height));
        (string rowSide, string columnSide) = s_sides[orientation - 1];
        for (int row = 0; row < Rows; row++)
        {
            for (int column = 0; column < Columns; column++)
            {
                int x = 0, y = 0;
                foreach ((string side, int distance) in ((string, int)[])[(rowSide, row), (columnSide, column)])
                {
                    x = side switch { "left" => distance, "right" => width - 1 - distance, _ => x };
                    y = side switch { "top" => distance, "bottom" => height - 1 - distance, _ => y };
                }
                for (int channel = 0; channel < 3; channel++)
                    Assert.AreEqual(
                        stored[(row * 3 + channel) * Columns + column], upright[(y * 3 + channel) * width + x],
                        $"stored row {row}, column {column}");
            }
        }
    }

    /// <summary>What a pipeline asks of a file gives the same picture by ML.NET's decoder.</summary>
    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void The_orientation_of_a_file_turns_the_image_that_ml_net_reads(string format, int orientation, bool little)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write(
            "a", PictureBytes.WithExif(Encode(format), PictureBytes.Exif((byte)orientation, little)));
        var origin = ImageOrientation.Of(path);
        Assert.AreEqual(orientation, (int)origin);
        using var image = MLImage.CreateFromFile(path);
        CollectionAssert.AreEqual(
            Decode(File.ReadAllBytes(path)).Pixels,
            Pixels(new MLImageRows(image, System.Drawing.Color.White, origin)));
    }

    [TestMethod]
    public void A_folder_is_read_upright_before_it_is_cropped()
    {
        using var folder = new TemporaryFolder();
        byte[] lying = PictureBytes.Png(21, 12, 3, Color);
        folder.Write("a.png", PictureBytes.WithExif(lying, PictureBytes.Exif(6, little: true)));
        folder.Write("b.png", PictureBytes.Png(12, 21, 3, (x, y) => Color(y, 11 - x)));
        using var source = SampleSource.Open(folder.Path, new SampleSourceOptions { Size = 12, Channels = 3 });
        CollectionAssert.AreEqual(source.ReadBytes(1), source.ReadBytes(0));
    }

    [TestMethod]
    public void Exif_that_makes_no_sense_turns_nothing()
    {
        byte[] plain = Encode("png"), exif = PictureBytes.Exif(6, little: true);
        byte[][] senseless =
        [
            [], exif[..7], exif[..9], exif[..16],
            PictureBytes.Exif(0, little: true), PictureBytes.Exif(9, little: true),
            [.. exif[..4], 0xFF, 0xFF, 0xFF, 0xFF, .. exif[8..]], [.. "XX*\0"u8, .. exif[4..]],
        ];
        foreach (byte[] content in senseless)
            Assert.AreEqual(Columns, Decode(PictureBytes.WithExif(plain, content)).Width);
        using var folder = new TemporaryFolder();
        Assert.AreEqual(SKEncodedOrigin.TopLeft, ImageOrientation.Of(folder.Write("text", "no picture"u8.ToArray())));
    }

    private static byte[] Color(int x, int y) => [(byte)(x * 12), (byte)(y * 20), (byte)(x * y)];

    private static byte[] Encode(string format)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(Columns, Rows, SKColorType.Rgba8888, SKAlphaType.Opaque));
        for (int i = 0; i < Columns * Rows; i++)
        {
            byte[] color = Color(i % Columns, i / Columns);
            bitmap.SetPixel(i % Columns, i / Columns, new SKColor(color[0], color[1], color[2]));
        }
        using var data = bitmap.Encode(Enum.Parse<SKEncodedImageFormat>(format, ignoreCase: true), 95);
        return data.ToArray();
    }

    private static (float[] Pixels, int Width, int Height) Decode(byte[] file)
    {
        using var image = ImageDecoder.Decode(file);
        Assert.IsNull(image.Fault);
        var rows = image.Rows(System.Drawing.Color.White);
        return (Pixels(rows), rows.Width, rows.Height);
    }

    private static float[] Pixels(IPixelRows rows)
    {
        float[] pixels = new float[rows.Height * rows.Width * 3];
        for (int y = 0; y < rows.Height; y++)
            rows.ReadRow(y, 0, 3, pixels.AsSpan(y * rows.Width * 3, rows.Width * 3));
        return pixels;
    }
}
