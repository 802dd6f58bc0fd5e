using Ml.Gan.Data;
using Ml.Gan.Tests.Cli;

namespace Ml.Gan.Tests.Data;

[TestClass]
public sealed class SampleSourceTests
{
    private const StringSplitOptions Split = StringSplitOptions.RemoveEmptyEntries;

    [TestMethod]
    public void Opens_the_built_in_glyphs()
    {
        using var source = SampleSource.Open(
            "builtin:glyphs", new SampleSourceOptions { Size = 32, Channels = 3, Seed = 4 });
        using var expected = new Glyphs(32, 3, 4);
        Assert.AreEqual("builtin:glyphs", source.Name);
        CollectionAssert.AreEqual(expected.Read(12), source.Read(12));
    }

    [TestMethod]
    public void Says_what_is_wrong_with_the_data_asked_for()
    {
        using var folder = new TemporaryFolder();
        string text = folder.Write("sub/notes.txt", "hello, world"u8.ToArray());
        string image = folder.Write("single/a.png", PictureBytes.Gray(3, 3, (_, _) => 0));

        Check(
            folder["nowhere"],
            $"'{folder["nowhere"]}' does not exist. Give FOLDER (PNG, JPEG, WebP, GIF and BMP images of any "
                + "sizes, in subfolders too: two or more are classes), IDX-FILE (");
        Check(folder["sub"], $"The folder '{folder["sub"]}' holds no PNG, JPEG, WebP, GIF or BMP images");
        Check(text, $"'{text}' is no IDX file of images");
        Check(image, $"'{image}' is a single image. Give the folder");
        Check("builtin:portraits", "There are no data 'builtin:portraits'. There are builtin:bold, builtin:glyphs,");
        Check(
            "builtin:glyphs", "The number of channels is 2; it must be 1 (gray) or 3 (color).", new() { Channels = 2 });
        Check(folder["single"], "The size is 0; it must be from 1 to 1024 pixels.", new() { Size = 0 });
        Check("builtin:glyphs", "builtin:glyphs is drawn from 16 to 1024 pixels wide, not 15.", new() { Size = 15 });

        static void Check(string data, string expected, SampleSourceOptions? options = null) => Assert.StartsWith(
            expected, Assert.ThrowsExactly<GanDataException>(() => SampleSource.Open(data, options)).Message);
    }

    [TestMethod]
    public void Every_kind_of_data_is_listed_and_in_the_help_of_the_commands_that_take_it()
    {
        string[] names = [.. SampleSource.Kinds.Select(kind => kind.Name)];
        CollectionAssert.AreEqual(
            new[]
            {
                "FOLDER", "IDX-FILE", "builtin:bold", "builtin:glyphs", "builtin:outlines", "builtin:scenes",
                "builtin:thin",
                "stacked:DATA",
            }, names);
        string list = Tool.Run("list").Output;
        string help = string.Join(' ', Tool.Run("train", "--help").Output.Split((char[]?)null, Split));
        foreach (var kind in SampleSource.Kinds)
        {
            Assert.Contains($"\n  {kind.Name} ", list);
            Assert.Contains($"{kind.Name} ({kind.Description})", help);
        }
        foreach (string command in (string[])["train", "evaluate"])
            Assert.Contains($"<{string.Join('|', names)}>", Tool.Run(command, "--help").Output);
    }

    [TestMethod]
    public void A_folder_with_idx_files_is_read_as_such_even_beside_images()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.png", PictureBytes.Gray(16, 16, (_, _) => 9));
        folder.Write("a-idx3-ubyte", IdxBytes.Images(1, 1, 1, 7));
        using var source = SampleSource.Open(folder.Path, new SampleSourceOptions { Size = 16 });
        Assert.AreEqual((1L, (byte)7), (source.Count!.Value, source.ReadBytes(0)[0]));
    }
}
