using Ml.Gan.Data;

namespace Ml.Gan.Tests.Data;

[TestClass]
public sealed class SampleSourceTests
{
    [TestMethod]
    public void OpensTheBuiltInGlyphs()
    {
        using ISampleSource source = SampleSource.Open("builtin:glyphs", new SampleSourceOptions { Size = 32, Channels = 3, Seed = 4 });
        using var expected = new Glyphs(32, 3, 4);
        Assert.AreEqual("builtin:glyphs", source.Name);
        CollectionAssert.AreEqual(expected.Read(12), source.Read(12));
    }

    [TestMethod]
    public void SaysWhatIsWrongWithTheDataAskedFor()
    {
        using var folder = new TemporaryFolder();
        string text = folder.Write("sub/notes.txt", "hello, world"u8.ToArray());
        string image = folder.Write("single/a.png", PictureBytes.Grey(3, 3, (_, _) => 0));

        Check(folder["nowhere"], $"'{folder["nowhere"]}' does not exist. Give a folder");
        Check(folder["sub"], $"The folder '{folder["sub"]}' holds no PNG, JPEG or BMP images");
        Check(text, $"'{text}' is no IDX file of images");
        Check(image, $"'{image}' is a single image. Give the folder");
        Check("builtin:faces", "There is no built-in data 'faces'; there is builtin:glyphs.");
        Check("builtin:glyphs", "The number of channels is 2; it must be 1 (grey) or 3 (colour).", new() { Channels = 2 });
        Check(folder["single"], "The size is 0; it must be from 1 to 1024 pixels.", new() { Size = 0 });
        Check("builtin:glyphs", "builtin:glyphs is drawn from 16 to 1024 pixels wide, not 15.", new() { Size = 15 });

        static void Check(string data, string expected, SampleSourceOptions? options = null) => Assert.StartsWith(
            expected, Assert.ThrowsExactly<GanDataException>(() => SampleSource.Open(data, options)).Message);
    }
}
