using Microsoft.ML.Data;
using Ml.Gan.Data;

namespace Ml.Gan.Tests.Data.Images;

[TestClass]
public sealed class ImageFolderLoaderTests
{
    private static readonly SampleSourceOptions Gray16 = new() { Size = 16, Channels = 1 };

    [TestMethod]
    public void Reads_subfolders_in_ordinal_order()
    {
        using var folder = new TemporaryFolder();
        folder.Write("b.PNG", Plain(20));
        folder.Write("a/z.png", Plain(10));
        folder.Write("b/deep/er/a.bmp", PictureBytes.Bmp(30, 20, (_, _) => (30, 30, 30)));
        folder.Write("B.png", Plain(5));
        folder.Write("notes.txt", [1]);
        using var source = SampleSource.Open(folder.Path, Gray16);

        Assert.AreEqual(4, source.Count);
        Assert.AreEqual(new SampleShape(1, 16, 16), source.Shape);
        CollectionAssert.AreEqual(
            new byte[] { 5, 10, 20, 30 }, Enumerable.Range(0, 4).Select(i => source.ReadBytes(i)[100]).ToArray());
    }

    [TestMethod]
    public void Numbers_in_names_count_by_their_value()
    {
        using var folder = new TemporaryFolder();
        string[] names = ["a/2.png", "a/10.png", "img0.png", "img1.png", "img01.png", "img2.png", "img10.png"];
        foreach (string name in names.Order(StringComparer.Ordinal))
            folder.Write(name, Plain((byte)(10 * Array.IndexOf(names, name))));
        using var source = SampleSource.Open(folder.Path, Gray16);
        CollectionAssert.AreEqual(
            new[] { "a/2.png", "a/10.png", "img0.png", "img01.png", "img1.png", "img2.png", "img10.png" },
            source.SampleNames!.ToArray());
        CollectionAssert.AreEqual(
            source.SampleNames!.Select(name => 10 * Array.IndexOf(names, name)).ToArray(),
            Enumerable.Range(0, names.Length).Select(i => (int)source.ReadBytes(i)[0]).ToArray());
        using var some = new SampleSubset(source, [6, 0]);
        CollectionAssert.AreEqual(new[] { "img10.png", "a/2.png" }, some.SampleNames!.ToArray());
    }

    [TestMethod]
    public void Every_format_is_read_and_other_files_are_counted()
    {
        using var folder = new TemporaryFolder();
        byte[] jpeg = PictureBytes.Jpeg(components: 1);
        foreach (string name in (string[])["a.jpg", "b.JPEG", "c.jfif", "d.jpe"])
            folder.Write(name, jpeg);
        using (var bitmap = SkiaSharp.SKBitmap.Decode(jpeg))
        using (var webp = bitmap.Encode(SkiaSharp.SKEncodedImageFormat.Webp, 100))
            folder.Write("e.webp", webp.ToArray());
        folder.Write("f.gif", PictureBytes.Gif(20, 20, (_, _) => PictureBytes.JpegValue));
        folder.Write("g.bmp", PictureBytes.Bmp(20, 20, (_, _) => (228, 228, 228)));
        foreach (string name in (string[])["x.tif", "y/z.TIF", "photos.csv", "Thumbs", ".DS_Store", ".hidden.txt"])
            folder.Write(name, [1]);
        List<string> warnings = [];
        using var source = SampleSource.Open(folder.Path, Gray16 with { Warning = warnings.Add });
        Assert.AreEqual(7, source.Count);
        for (int i = 0; i < 7; i++)
            Assert.AreEqual(PictureBytes.JpegValue, source.ReadBytes(i)[100], 1.0, source.SampleNames![i]);
        Assert.AreEqual("Left out 4 files of other kinds: 2 .tif, 1 without extension, 1 .csv.", warnings[0]);
        Assert.StartsWith("6 images repeat another one, as 'b.JPEG' does 'a.jpg'", warnings[1]);
        Assert.HasCount(2, warnings);
    }

    [TestMethod]
    public void Links_to_folders_are_named_and_not_followed()
    {
        using var folder = new TemporaryFolder();
        folder.Write("elsewhere/0.png", Plain(0));
        foreach (string name in (string[])["data/dog/1.png", "data/emu/2.png"])
            folder.Write(name, Plain(50));
        Directory.CreateSymbolicLink(folder["data/cat"], folder["elsewhere"]);
        List<string> warnings = [];

        using var source = SampleSource.Open(folder["data"], Gray16 with { Warning = warnings.Add });

        Assert.AreEqual(2, source.Count);
        Assert.IsTrue(warnings.Any(text => text.Contains("1 link to a folder", StringComparison.Ordinal)
            && text.Contains("'cat'", StringComparison.Ordinal)));
    }

    /// <summary>A backslash is a letter like others where it separates no folders.</summary>
    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void A_backslash_in_a_name_is_no_folder()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a/0.png", Plain(0));
        folder.Write("a\\0.png", Plain(200));

        using var source = SampleSource.Open(folder.Path, Gray16);

        CollectionAssert.AreEquivalent(new[] { "a/0.png", "a\\0.png" }, source.SampleNames!.ToArray());
        CollectionAssert.AreEquivalent(
            new byte[] { 0, 200 }, new[] { source.ReadBytes(0)[0], source.ReadBytes(1)[0] });
    }

    [TestMethod]
    public void Subfolders_are_classes_where_every_image_is_in_one()
    {
        using var folder = new TemporaryFolder();
        for (int i = 0; i < 6; i++)
            folder.Write(i % 2 == 0 ? $"dog/{i}.png" : $"cat/deep/{i}.png", Plain((byte)(10 * i)));
        using (var source = SampleSource.Open(folder.Path, Gray16))
        {
            CollectionAssert.AreEqual(new[] { "cat", "dog" }, source.Labels!.ClassNames.ToArray());
            for (int i = 0; i < 6; i++)
                Assert.AreEqual(source.ReadBytes(i)[0] / 10 % 2 == 0 ? 1 : 0, source.ReadLabels(i)[0]);
            Assert.IsNull(source.NoLabelsReason);
        }

        folder.Write("cover.png", Plain(255));
        Unlabeled(folder.Path, "some of its images are in no subfolder ('cover.png')");
        Unlabeled(folder["dog"], "its images are in no subfolders");
        Unlabeled(folder["cat"], "all of its images are in one subfolder, 'deep'");

        static void Unlabeled(string path, string reason)
        {
            using var source = SampleSource.Open(path, Gray16);
            Assert.IsNull(source.Labels);
            Assert.Contains(reason, source.NoLabelsReason!);
        }
    }

    [TestMethod]
    [DataRow(28, 28)]
    [DataRow(20, 16)]
    [DataRow(48, 64)]
    [DataRow(300, 64)]
    public void Size_and_channels_come_from_the_images_unless_they_are_given(int side, int size)
    {
        using var folder = new TemporaryFolder();
        for (int i = 0; i < 5; i++)
            folder.Write($"{i}.png", PictureBytes.Gray(side, side + 10, (x, y) => (byte)(x * y + i)));
        List<string> notes = [];
        var options = new SampleSourceOptions { Note = notes.Add };
        using (var gray = SampleSource.Open(folder.Path, options))
            Assert.AreEqual(new SampleShape(1, size, size), gray.Shape);
        folder.Write("5.png", PictureBytes.Png(side + 2, side, 3, (x, y) => [200, (byte)x, 0]));
        using (var color = SampleSource.Open(folder.Path, options))
            Assert.AreEqual(new SampleShape(3, size, size), color.Shape);
        string name = Path.GetFileName(folder.Path), text = $"{size}×{size} in";
        CollectionAssert.AreEqual(
            new[]
            {
                $"{name}: 5 images of {side}×{side + 10}, read at {text} gray",
                $"{name}: 6 images of {side + 2}×{side} to {side}×{side + 10}, read at {text} color",
            },
            notes);
        using var given = SampleSource.Open(folder.Path, options with { Size = 8, Channels = 1 });
        Assert.AreEqual(new SampleShape(1, 8, 8), given.Shape);
        Assert.HasCount(2, notes);
    }

    [TestMethod]
    public void Keeps_pixels_of_png_and_bmp_exactly()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.png", PictureBytes.Png(16, 16, 3, (x, y) => [(byte)(x * 16), (byte)(y * 16), (byte)(x + y)]));
        folder.Write("b.bmp", PictureBytes.Bmp(16, 16, (x, y) => ((byte)(x * 16), (byte)(y * 16), (byte)(x + y))));
        using var color = SampleSource.Open(folder.Path, new SampleSourceOptions { Size = 16, Channels = 3 });
        using var gray = SampleSource.Open(folder.Path, Gray16);
        for (int image = 0; image < 2; image++)
        {
            byte[] planes = color.ReadBytes(image), luma = gray.ReadBytes(image);
            for (int i = 0; i < 256; i++)
            {
                (int red, int green, int blue) = (i % 16 * 16, i / 16 * 16, i % 16 + i / 16);
                Assert.AreEqual(red, planes[i]);
                Assert.AreEqual(green, planes[256 + i]);
                Assert.AreEqual(blue, planes[512 + i]);
                Assert.AreEqual(0.299 * red + 0.587 * green + 0.114 * blue, luma[i], 0.51);
            }
        }
    }

    [TestMethod]
    public void Transparent_parts_lie_over_white()
    {
        using var folder = new TemporaryFolder();
        byte[][] pixels = [[200, 100, 0, 255], [200, 100, 0, 128], [200, 100, 0, 0]];
        for (int i = 0; i < pixels.Length; i++)
            folder.Write($"{i}.png", PictureBytes.Png(16, 16, 4, (_, _) => pixels[i]));
        using var source = SampleSource.Open(folder.Path, new SampleSourceOptions { Size = 16, Channels = 3 });
        for (int i = 0; i < pixels.Length; i++)
        {
            byte[] sample = source.ReadBytes(i);
            double alpha = pixels[i][3] / 255.0;
            for (int channel = 0; channel < 3; channel++)
                Assert.AreEqual(
                    alpha * pixels[i][channel] + (1 - alpha) * 255, sample[channel * 256], 1.5, $"alpha {alpha}");
        }
    }

    [TestMethod]
    public void Reads_jpegs()
    {
        using var folder = new TemporaryFolder();
        byte[] pixels = new byte[64 * 48 * 4];
        for (int i = 0; i < pixels.Length; i += 4)
            (pixels[i], pixels[i + 1], pixels[i + 2], pixels[i + 3]) = (40, 90, (byte)(i / 4 % 64 * 2 + 60), 255);
        using (var image = MLImage.CreateFromPixels(64, 48, MLPixelFormat.Bgra32, pixels))
            image.Save(folder["a.jpg"]);
        using var source = SampleSource.Open(folder.Path, new SampleSourceOptions { Size = 16, Channels = 3 });
        byte[] sample = source.ReadBytes(0);
        for (int i = 0; i < 256; i++)
        {
            // 16 pixels from the 48 in the middle: each averages three, of which the middle one is 8 + 3x + 1.
            Assert.AreEqual((8 + 3 * (i % 16) + 1) * 2 + 60, sample[i], 6);
            Assert.AreEqual(90, sample[256 + i], 6);
            Assert.AreEqual(40, sample[512 + i], 6);
        }
    }

    [TestMethod]
    public void Files_that_cannot_be_read_are_named_and_left_out()
    {
        using var folder = new TemporaryFolder();
        for (int i = 0; i < 18; i++)
            folder.Write($"good{i:00}.png", Plain((byte)(10 * i)));
        folder.Write("bad/cut.png", Plain(255)[..^30]);
        folder.Write("bad/text.jpg", "no image"u8.ToArray());
        var warnings = new List<string>();
        using var source = SampleSource.Open(
            folder.Path, new SampleSourceOptions { Size = 16, Warning = warnings.Add });

        Assert.AreEqual(18, source.Count);
        Assert.AreEqual(170, source.ReadBytes(17)[0]);
        CollectionAssert.AreEqual(
            new[]
            {
                "Skipped 'bad/cut.png': it is truncated or damaged.",
                "Skipped 'bad/text.jpg': it is no PNG, JPEG, WebP, GIF or BMP file.",
                $"Skipped 2 of 20 images in '{folder.Path}'.",
            },
            warnings);
    }

    /// <summary>The chunks are all there, but what is in them is no picture.</summary>
    [TestMethod]
    public void What_the_decoder_refuses_is_left_out()
    {
        using var folder = new TemporaryFolder();
        folder.Write("good.png", Plain(1));
        byte[] damaged = Plain(2);
        damaged[24] = 77; // bits per channel
        folder.Write("damaged.png", damaged);
        var warnings = new List<string>();
        using var source = SampleSource.Open(
            folder.Path, new SampleSourceOptions { Size = 16, Warning = warnings.Add });
        Assert.AreEqual(1, source.Count);
        Assert.AreEqual("Skipped 'damaged.png': it is truncated or damaged.", warnings[0]);
    }

    [TestMethod]
    public void Too_many_bad_files_are_an_error()
    {
        using var folder = new TemporaryFolder();
        for (int i = 0; i < 20; i++)
            folder.Write($"{i:00}.png", i < 3 ? Plain(1)[..30] : Plain(1));
        string message = Assert.ThrowsExactly<GanDataException>(() => SampleSource.Open(folder.Path, Gray16)).Message;
        Assert.AreEqual(
            $"More than 2 of the 20 images in '{folder.Path}' can't be used; the first: '00.png' is truncated or "
            + "damaged. " +
            "Repair or remove these files.", message);

        using var single = new TemporaryFolder();
        single.Write("a.png", Plain(1)[..30]);
        Assert.StartsWith(
            $"The only image in '{single.Path}' can't be used",
            Assert.ThrowsExactly<GanDataException>(() => SampleSource.Open(single.Path)).Message);
    }

    [TestMethod]
    public void Links_to_folders_are_not_followed()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a/a.png", Plain(1));
        Directory.CreateSymbolicLink(folder["a/loop"], folder.Path);
        File.CreateSymbolicLink(folder["b.png"], folder["a/a.png"]);
        using var source = SampleSource.Open(folder.Path, Gray16);
        Assert.AreEqual(2, source.Count);
    }

    [TestMethod]
    public void Reading_can_be_stopped()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.png", Plain(1));
        Assert.Throws<OperationCanceledException>(
            () => SampleSource.Open(folder.Path, Gray16, new CancellationToken(true)));
    }

    private static byte[] Plain(byte value) => PictureBytes.Gray(20, 18, (_, _) => value);
}
