using Ml.Gan.Data;

namespace Ml.Gan.Tests.Data;

/// <summary>Pairs of files.</summary>
[TestClass]
public sealed class PairedSamplesTests
{
    private static readonly SampleSourceOptions Size16 = new() { Size = 16 };

    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void RemoveFolder() => _folder.Dispose();

    [TestMethod]
    public void Two_folders_are_paired_by_paths_without_extension()
    {
        Write("edges/10.png", Gray(10));
        Write("edges/2.png", Gray(2));
        Write("edges/more/a.b.png", Gray(30));
        Write("photos/2.bmp", PictureBytes.Bmp(20, 20, (_, _) => (200, 0, 2)));
        Write("photos/10.png", Color(200, 0, 10));
        Write("photos/more/a.b.PNG", Color(200, 0, 30));
        using var pairs = PairedSamples.Open(_folder["edges"], _folder["photos"], Size16);

        Assert.AreEqual((3L, "edges to photos"), (pairs.Count, pairs.Name));
        Assert.AreEqual(new SampleShape(1, 16, 16), pairs.Input);
        Assert.AreEqual(new SampleShape(3, 16, 16), pairs.Target);
        Assert.AreEqual(new SampleShape(4, 16, 16), pairs.Shape);
        CollectionAssert.AreEqual(new[] { "2.png", "10.png", "more/a.b.png" }, pairs.SampleNames!.ToArray());
        byte[] expected = [2, 10, 30];
        for (int i = 0; i < 3; i++)
        {
            byte[] pair = pairs.ReadBytes(i);
            CollectionAssert.AreEqual(
                new byte[] { expected[i], 200, 0, expected[i] }, pair.Chunk(256).Select(plane => plane[77]).ToArray());
            CollectionAssert.AreEqual(pair, pairs.Inputs.ReadBytes(i).Concat(pairs.Targets.ReadBytes(i)).ToArray());
        }
        float[] both = pairs.Read(2, 0);
        CollectionAssert.AreEqual(pairs.Read(2).Concat(pairs.Read(0)).ToArray(), both);
        Assert.IsTrue(both.All(value => value is >= -1 and <= 1));
    }

    [TestMethod]
    [DataRow("input", "target")]
    [DataRow("A", "B")]
    public void One_folder_holds_those_of_inputs_and_of_targets(string input, string target)
    {
        Write($"data/{input}/x/1.png", Gray(1));
        Write($"data/{target}/x/1.png", Gray(101));
        Write("data/preview.png", Gray(9));
        List<string> warnings = [];
        using var pairs = PairedSamples.Open(_folder["data"], options: Size16 with { Warning = warnings.Add });

        Assert.AreEqual((1L, "data", "x/1.png"), (pairs.Count, pairs.Name, pairs.SampleNames!.Single()));
        Assert.AreEqual((1, 101), (pairs.Inputs.ReadBytes(0)[0], pairs.Targets.ReadBytes(0)[0]));
        Assert.AreEqual(
            $"Left out 1 image of '{_folder["data"]}', which is in neither '{input}' nor '{target}': 'preview.png'.",
            warnings.Single());
    }

    /// <summary>The left half is gray, the right one colored, each with a mark at a side.</summary>
    [TestMethod]
    public void One_folder_of_images_side_by_side()
    {
        Write("facades/1.png", PictureBytes.Png(32, 16, 3, (x, y) => x < 16
            ? Pixel(x == 0 ? 255 : 40, x == 0 ? 255 : 40, x == 0 ? 255 : 40)
            : Pixel(y == 0 ? 255 : 200, 0, 90)));
        List<string> notes = [];
        using var pairs = PairedSamples.Open(
            _folder["facades"], options: new SampleSourceOptions { Note = notes.Add });
        using var reversed = PairedSamples.Open(_folder["facades"], reversed: true);

        Assert.AreEqual("facades", pairs.Name);
        Assert.AreEqual((1, 3, 16), (pairs.Input.Channels, pairs.Target.Channels, pairs.Shape.Height));
        byte[] input = pairs.Inputs.ReadBytes(0), target = pairs.Targets.ReadBytes(0);
        for (int i = 0; i < 256; i++)
        {
            Assert.AreEqual(i % 16 == 0 ? 255 : 40, input[i]);
            Assert.AreEqual((i / 16 == 0 ? 255 : 200, 0, 90), (target[i], target[256 + i], target[512 + i]));
        }
        CollectionAssert.AreEqual(
            pairs.Targets.Read(0).Concat(pairs.Inputs.Read(0)).ToArray(), reversed.Read(0));
        CollectionAssert.AreEqual(
            new[]
            {
                "facades (inputs): 1 image of 16×16, read at 16×16 in gray",
                "facades (targets): 1 image of 16×16, read at 16×16 in color",
            }, notes);
    }

    [TestMethod]
    public void Size_and_channels_come_from_the_pictures()
    {
        Write("in/1.png", Gray(7, side: 60));
        Write("out/1.png", Color(9, 90, 9, side: 30));
        using var pairs = PairedSamples.Open(_folder["in"], _folder["out"]);
        using var reversed = PairedSamples.Open(_folder["in"], _folder["out"], reversed: true);
        using var gray = PairedSamples.Open(_folder["in"], _folder["out"], new() { Channels = 1, Size = 20 });

        Assert.AreEqual((new SampleShape(1, 32, 32), new SampleShape(3, 32, 32)), (pairs.Input, pairs.Target));
        Assert.AreEqual((pairs.Target, pairs.Input), (reversed.Input, reversed.Target));
        Assert.AreEqual((new SampleShape(1, 20, 20), new SampleShape(1, 20, 20)), (gray.Input, gray.Target));
    }

    /// <summary>Turned as EXIF says: a picture stored 16 wide and 32 high is 32 wide and 16 high.</summary>
    [TestMethod]
    public void Side_by_side_is_meant_of_upright_images()
    {
        byte[] stored = PictureBytes.Gray(16, 32, (_, y) => (byte)(y < 16 ? 50 : 150));
        Write("turned/1.png", PictureBytes.WithExif(stored, PictureBytes.Exif(orientation: 6, little: true)));
        using var pairs = PairedSamples.Open(_folder["turned"], options: Size16);
        // Orientation 6: the first stored row is the right side.
        Assert.AreEqual((150, 50), (pairs.Inputs.ReadBytes(0)[5], pairs.Targets.ReadBytes(0)[5]));
    }

    [TestMethod]
    public void What_can_t_be_read_takes_its_partner_with_it()
    {
        for (int i = 0; i < 30; i++)
        {
            Write($"in/{i}.png", i == 4 ? Gray((byte)i)[..40] : Gray((byte)i));
            Write($"out/{i}.png", i == 9 ? [1, 2, 3] : Gray((byte)(100 + i)));
        }
        List<string> warnings = [];
        using var pairs = PairedSamples.Open(
            _folder["in"], _folder["out"], Size16 with { Warning = warnings.Add });

        Assert.AreEqual(28, pairs.Count);
        for (int i = 0; i < 28; i++)
            Assert.AreEqual(pairs.Inputs.ReadBytes(i)[0] + 100, pairs.Targets.ReadBytes(i)[0]);
        Assert.DoesNotContain("4.png", pairs.SampleNames!);
        Assert.DoesNotContain("9.png", pairs.SampleNames!);
        CollectionAssert.AreEqual(
            new[]
            {
                $"Skipped '{_folder["in/4.png"]}': it is truncated or damaged, and takes its partner "
                    + $"'{_folder["out/4.png"]}' with it.",
                $"Skipped '{_folder["out/9.png"]}': it is no PNG, JPEG, WebP, GIF or BMP file, and takes its partner "
                    + $"'{_folder["in/9.png"]}' with it.",
                $"Skipped 2 of 30 pairs in '{_folder["in"]}'.",
            }, warnings);
    }

    [TestMethod]
    public void Images_without_partner_are_refused_by_name()
    {
        for (int i = 0; i < 8; i++)
            Write($"in/{i}.png", Gray(1));
        Write("out/0.png", Gray(2));
        Write("out/9.png", Gray(2));
        Refused(
            $"7 of the 8 images in '{_folder["in"]}' have no partner in '{_folder["out"]}': '1.png', '2.png', '3.png', "
            + $"'4.png', '5.png' and 2 more. 1 of the 2 images in '{_folder["out"]}' has no partner in "
            + $"'{_folder["in"]}': '9.png'. Both images of a pair have the same path below their folder", "in", "out");
    }

    [TestMethod]
    public void Several_files_of_one_name_are_refused()
    {
        foreach (string name in (string[])["in/a.png", "in/a.bmp", "in/b.png", "out/a.png", "out/b.png"])
            Write(name, Gray(1));
        Refused(
            $"In '{_folder["in"]}', 1 image is there in several files: 'a.bmp' and 'a.png'. An image of a pair is "
            + "known by its path without extension. Keep one file of each.", "in", "out");
    }

    [TestMethod]
    public void Images_that_aren_t_side_by_side_are_refused_by_name()
    {
        Write("data/a.png", Gray(1, side: 16));
        Write("data/b.png", PictureBytes.Gray(32, 16, (_, _) => 3));
        Refused(
            $"1 of 2 images looked at in '{_folder["data"]}' is not twice as wide as high, as images that show input "
            + "and target side by side: 'a.png' (16×16). Pairs are in two folders with images of the same names;",
            "data");
    }

    [TestMethod]
    public void Folders_that_hold_no_pairs_are_refused()
    {
        Write("in/a.png", Gray(1));
        string file = Write("notes.txt", [1]);
        Directory.CreateDirectory(_folder["empty"]);

        Refused($"The folder '{_folder["empty"]}' holds no PNG, JPEG, WebP, GIF or BMP images", "in", "empty");
        Refused($"'{_folder["nowhere"]}' does not exist. Pairs are in two folders", "in", "nowhere");
        Refused($"'{file}' is a file. Pairs are in two folders", "notes.txt");
        Refused($"'{_folder["in"]}' is given for both inputs and targets.", "in", "in");
        Assert.StartsWith("'builtin:glyphs' holds no pairs. Pairs are in", Assert.ThrowsExactly<GanDataException>(
            () => PairedSamples.Open("builtin:glyphs")).Message);
        Assert.StartsWith("There are no data 'builtin:outline'; did you mean 'builtin:outlines'?",
            Assert.ThrowsExactly<GanDataException>(() => PairedSamples.Open("builtin:outline")).Message);
    }

    [TestMethod]
    public void Repeated_pairs_are_told_and_targets_that_repeat_alone_are_not()
    {
        foreach (var (name, input) in ((string, byte)[])[("a", 1), ("b", 2), ("c", 1)])
        {
            Write($"in/{name}.png", Gray(input));
            Write($"out/{name}.png", Gray(50));
        }
        List<string> warnings = [];
        using var pairs = PairedSamples.Open(_folder["in"], _folder["out"], Size16 with { Warning = warnings.Add });
        Assert.StartsWith("1 image repeats another one, as 'c.png' does 'a.png'", warnings.Single());
    }

    [TestMethod]
    public void What_doesn_t_fit_into_memory_is_in_files()
    {
        for (int i = 0; i < 5; i++)
        {
            Write($"in/{i}.png", Gray((byte)i));
            Write($"out/{i}.png", Color(9, 200, (byte)i));
        }
        using var pairs = PairedSamples.Open(_folder["in"], _folder["out"], Size16 with { MemoryLimit = 3 * 1024 });
        Assert.IsFalse(((SampleCache)pairs.Inputs).IsInMemory);
        Assert.IsFalse(((SampleCache)pairs.Targets).IsInMemory);
        Assert.AreEqual((4, 4), (pairs.ReadBytes(4)[0], pairs.ReadBytes(4)[3 * 256]));
    }

    [TestMethod]
    public void Sources_are_paired_where_numbers_and_sizes_agree()
    {
        using var pairs = new PairedSamples(new Glyphs(20, 1, 1), new Glyphs(20, 3, 2), "two");
        Assert.AreEqual("two", pairs.Name);
        CollectionAssert.AreEqual(new Glyphs(20, 1, 1).Read(3), pairs.Read(3)[..400]);
        CollectionAssert.AreEqual(new Glyphs(20, 3, 2).Read(3), pairs.Read(3)[400..]);
        Assert.AreEqual("builtin:glyphs to builtin:glyphs", new PairedSamples(new Glyphs(), new Glyphs()).Name);

        using var some = new SampleSubset(new Glyphs(20), [1, 2]);
        Refuses(some, new Glyphs(20),
            "'builtin:glyphs' has 2 inputs, but 'builtin:glyphs' has endless targets; pairs need as many of both.");
        Refuses(new Glyphs(20), new Glyphs(24), "The inputs of 'builtin:glyphs' have 20×20 pixels, but the targets of "
            + "'builtin:glyphs' have 24×24; pairs need the same size.");
        Refuses(new FakeSource(3), new FakeSource(3), "'fake' holds vectors; pairs are of images.");

        static void Refuses(ISampleSource inputs, ISampleSource targets, string message) => Assert.AreEqual(
            message, Assert.ThrowsExactly<GanDataException>(() => new PairedSamples(inputs, targets)).Message);
    }

    /// <summary>Pairs are told apart where only their targets differ, or their direction.</summary>
    [TestMethod]
    public void Fingerprints_tell_pairs_apart()
    {
        using var pairs = new PairedSamples(new Glyphs(20, seed: 1), new Glyphs(20, seed: 2));
        using var other = new PairedSamples(new Glyphs(20, seed: 1), new Glyphs(20, seed: 3));
        using var reversed = new PairedSamples(new Glyphs(20, seed: 2), new Glyphs(20, seed: 1));
        var fingerprint = DataFingerprint.Of(pairs);
        Assert.AreEqual("2x20x20", fingerprint["shape"]);
        Assert.AreNotEqual(fingerprint["content"], DataFingerprint.Of(other)["content"]);
        Assert.AreNotEqual(fingerprint["content"], DataFingerprint.Of(reversed)["content"]);
        using var again = new PairedSamples(new Glyphs(20, seed: 1), new Glyphs(20, seed: 2));
        CollectionAssert.AreEquivalent(fingerprint, DataFingerprint.Of(again));
    }

    [TestMethod]
    public void Reading_is_stopped()
    {
        Write("in/a.png", Gray(1));
        Write("out/a.png", Gray(1));
        Assert.Throws<OperationCanceledException>(() => PairedSamples.Open(
            _folder["in"], _folder["out"], cancellationToken: new CancellationToken(canceled: true)));
    }

    private void Refused(string message, string data, string? target = null) => Assert.StartsWith(
        message, Assert.ThrowsExactly<GanDataException>(() => PairedSamples.Open(
            _folder[data], target is null ? null : _folder[target])).Message);

    private string Write(string name, byte[] content) => _folder.Write(name, content);

    private static byte[] Gray(byte value, int side = 20) => PictureBytes.Gray(side, side, (_, _) => value);

    private static byte[] Color(byte red, byte green, byte blue, int side = 20) =>
        PictureBytes.Png(side, side, 3, (_, _) => [red, green, blue]);

    private static byte[] Pixel(int red, int green, int blue) => [(byte)red, (byte)green, (byte)blue];
}
