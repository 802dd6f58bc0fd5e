using Ml.Gan.Cli.Training;
using Ml.Gan.Onnx;
using Ml.Gan.Tests.Data;
using Ml.Gan.Tests.Notebooks;

namespace Ml.Gan.Tests.Cli.Training;

/// <summary><c>mlgan train --data FOLDER</c> alone.</summary>
[TestClass]
public sealed class UnnamedFolderTests
{
    private readonly WorkingFolder _folder = new();

    [TestCleanup]
    public void RemoveFolder() => _folder.Dispose();

    [TestMethod]
    public void A_training_takes_a_folder_of_its_own_and_never_that_of_another_one()
    {
        Directory.CreateDirectory("photos");
        for (int i = 0; i < 8; i++)
            File.WriteAllBytes($"photos/{i}.png", PictureBytes.Gray(16, 16, (x, y) => (byte)(x * y + i)));
        Assert.StartsWith(Says("photos"), Train("photos", "--dry-run"));
        Assert.IsFalse(Directory.Exists("out"));

        Assert.StartsWith(Says("photos"), Train("photos", "--seed", "1"));
        byte[] model = File.ReadAllBytes("out/photos/generator.onnx");
        using (var generator = OnnxGenerator.Load("out/photos/generator.onnx"))
            Assert.AreEqual(16, generator.Info.Height);

        Assert.StartsWith(Says("photos-2"), Train("photos/", "--seed", "2"));
        CollectionAssert.AreEqual(model, File.ReadAllBytes("out/photos/generator.onnx"));
        CollectionAssert.AreNotEqual(model, File.ReadAllBytes("out/photos-2/generator.onnx"));

        var resumed = Tool.Run("train", "--resume", "out/photos", "--steps", "2");
        resumed.Succeeded();
        Assert.DoesNotContain("Output folder", resumed.Error);
        Assert.Contains("goes on after step 1 of 2", resumed.Error);
        Assert.HasCount(2, Directory.GetDirectories("out"));
    }

    [TestMethod]
    [DataRow("builtin:glyphs", "glyphs")]
    [DataRow("stacked:builtin:glyphs", "glyphs")]
    [DataRow("sub/../pictures.idx3.gz", "pictures.idx3")]
    [DataRow("sub", "sub-3")]
    [DataRow("empty", "empty")]
    [DataRow("file", "file-2")]
    [DataRow("/", "data")]
    public void Its_name_is_that_of_the_data(string data, string name)
    {
        foreach (string folder in (string[])["sub", "out/sub", "out/sub-2", "out/empty"])
            Directory.CreateDirectory(folder);
        string[] files = ["pictures.idx3.gz", "out/sub/mine.txt", "out/sub-2/generator.onnx", "out/file"];
        foreach (string file in files)
            File.WriteAllText(file, "");
        Assert.AreEqual(Path.Combine("out", name), UnnamedFolder.For(data));
    }

    [TestMethod]
    public void A_training_that_is_refused_leaves_no_folder()
    {
        Tool.Run("train", "--data", "nowhere").Failed(1, "'nowhere' does not exist");
        Assert.IsEmpty(Directory.GetFileSystemEntries("."));
        Directory.CreateDirectory("photos");
        Directory.SetCurrentDirectory("photos");
        Tool.Run("train", "--data", ".").Failed(2, "--out: ", "is in the folder of the data", "photos-out'");
        Assert.IsEmpty(Directory.GetFileSystemEntries("."));
    }

    private static string Says(string name) => $"Output folder: {Path.Combine("out", name)} (--out names another one)";

    private static string Train(string data, params string[] args)
    {
        var run = Tool.Run(
            ["train", "--data", data, "--width", "2", "--latent", "5", "--batch", "4", "--steps", "1", .. args]);
        run.Succeeded();
        return run.Error;
    }
}
