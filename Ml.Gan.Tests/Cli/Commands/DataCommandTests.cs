using System.Text;
using System.Text.Json;
using Ml.Gan.Onnx;
using Ml.Gan.Tests.Data;

namespace Ml.Gan.Tests.Cli.Commands;

/// <summary>What <c>mlgan data</c> shows of data, and that a training reads them so.</summary>
[TestClass]
public sealed class DataCommandTests
{
    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void RemoveFolder() => _folder.Dispose();

    [TestMethod]
    public void A_folder_of_images_is_described()
    {
        for (int i = 0; i < 12; i++)
            _folder.Write($"photos/{(i < 4 ? "cat" : "dog")}/img{i}.png", Picture(100, 80, i));
        _folder.Write(
            "photos/dog/img12.png",
            PictureBytes.WithExif(Picture(90, 70, 12), PictureBytes.Exif(6, little: true)));
        _folder.Write("photos/notes.tif", [1]);
        string vectors = _folder.Write("photos.csv", Encoding.UTF8.GetBytes(
            "slant;file\n" + string.Concat(Enumerable.Range(0, 13).Reverse().Select(i => $"{i},5;img{i}.png\n"))));

        var run = Tool.Run("data", _folder["photos"], "--conditions", vectors);

        run.Succeeded();
        string[] lines = run.Output.TrimEnd().Split('\n');
        string Line(string name) => lines.Single(line => line.StartsWith(name + "  ", StringComparison.Ordinal))
            [name.Length..].Trim();
        Assert.AreEqual("photos, a folder of images", Line("data"));
        Assert.AreEqual("13", Line("images"));
        Assert.AreEqual("64×64, color (--size, --channels choose otherwise)", Line("read as"));
        Assert.AreEqual("70×90 to 100×80", Line("stored as"));
        Assert.AreEqual("13", Line("in color"));
        Assert.AreEqual("1, as their EXIF orientation says", Line("turned"));
        Assert.AreEqual("0", Line("repeated"));
        Assert.AreEqual("1 file of another kind: 1 .tif", Line("left out"));
        Assert.AreEqual("2 classes: cat 4, dog 9", Line("labels"));
        Assert.AreEqual(
            "cat/img0.png, cat/img1.png, cat/img2.png, …, dog/img10.png, dog/img11.png, dog/img12.png", Line("order"));
        Assert.AreEqual("1 number each (slant), by the names of the files", Line("vectors"));
        CollectionAssert.AreEqual(
            new[]
            {
                "cat/img0.png: 0.5", "cat/img1.png: 1.5", "cat/img2.png: 2.5", "…",
                "dog/img10.png: 10.5", "dog/img11.png: 11.5", "dog/img12.png: 12.5",
            },
            lines[^7..].Select(line => line.Trim()).ToArray());
    }

    [TestMethod]
    public void Other_data_are_described_too()
    {
        string path = _folder.Write("a-images-idx3-ubyte", IdxBytes.Images(3, 1, 1, 1, 2, 3));
        _folder.Write("a-labels-idx1-ubyte", IdxBytes.Labels(7, 3, 7));
        var idx = Tool.Run("data", path, "--size", "8");
        idx.Succeeded();
        Assert.Contains("2 classes: 3 1, 7 2", idx.Output);
        Assert.Contains("8×8, gray (--size, --channels choose otherwise)", idx.Output);
        var glyphs = Tool.Run("data", "builtin:glyphs");
        glyphs.Succeeded();
        Assert.Contains("endless", glyphs.Output);
        Assert.Contains("4 numbers each", glyphs.Output);
        Tool.Run("data", _folder["nowhere"]).Failed(1, "does not exist");
    }

    [TestMethod]
    public void Class_folders_are_trained_on_by_name()
    {
        for (int i = 0; i < 60; i++)
            _folder.Write($"pets/{(i % 2 == 0 ? "eel" : "cat")}/{i}.png", Picture(16, 16, i));
        string run = _folder["run"], model = Path.Combine(run, "generator.onnx");
        var trained = Tool.Run(
            "train", "--data", _folder["pets"], "--out", run, "--width", "2", "--batch", "4", "--latent", "5",
            "--steps", "1", "--condition", "label");
        trained.Succeeded();
        Assert.AreEqual(
            "pets: 60 images of 16×16, read at 16×16 in color (--size, --channels choose otherwise), 2 classes: cat "
            + "30, eel 30",
            trained.Error.Split(Environment.NewLine).Single(
                line => line.StartsWith("pets: ", StringComparison.Ordinal)));
        var options = JsonDocument.Parse(File.ReadAllText(Path.Combine(run, "options.json"))).RootElement;
        Assert.AreEqual(16, options.GetProperty("size").GetInt32());
        Assert.AreEqual(3, options.GetProperty("channels").GetInt32());
        using (var generator = OnnxGenerator.Load(model))
            CollectionAssert.AreEqual(new[] { "cat", "eel" }, generator.Info.Conditions.ClassNames.ToArray());
        Tool.Run("sample", model, "--out", _folder["cat.png"], "--label", "cat").Succeeded();
        var evaluated = Tool.Run(
            "evaluate", model, "--data", _folder["pets"], "--count", "10", "--metrics", "label-agreement");
        evaluated.Succeeded();
        Assert.DoesNotContain("doesn't know", evaluated.Error);

        Directory.Move(_folder["pets/cat"], _folder["pets/dog"]);
        var other = Tool.Run("evaluate", model, "--data", _folder["pets"], "--count", "10", "--metrics", "mmd");
        other.Succeeded();
        Assert.Contains("The generator doesn't know the class 'dog' of pets", other.Error);

        _folder.Write("pets/0.png", Picture(16, 16, 99));
        Tool.Run(
            "train", "--data", _folder["pets"], "--out", run, "--width", "2", "--batch", "4", "--condition", "label",
            "--overwrite")
            .Failed(1, "carries no labels to condition on: some of its images are in no subfolder ('0.png')");
    }

    private static byte[] Picture(int width, int height, int number) =>
        PictureBytes.Png(width, height, 3, (x, y) => [(byte)(x * number), (byte)(200 + y), (byte)number]);
}
