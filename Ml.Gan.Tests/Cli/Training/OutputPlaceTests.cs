using Ml.Gan.Data;
using Ml.Gan.Tests.Data;

namespace Ml.Gan.Tests.Cli.Training;

/// <summary>A training never learns from the pictures of a training.</summary>
[TestClass]
public sealed class OutputPlaceTests
{
    private readonly TemporaryFolder _folder = new();

    [TestInitialize]
    public void WritePictures()
    {
        for (int i = 0; i < 8; i++)
            _folder.Write($"ph/{i}.png", PictureBytes.Gray(16, 16, (x, y) => (byte)(x * y + i)));
    }

    [TestCleanup]
    public void RemoveFolder() => _folder.Dispose();

    [TestMethod]
    [DataRow("ph", "ph")]
    [DataRow("ph", "ph/out")]
    [DataRow("ph/", "ph/out/")]
    [DataRow("ph", "ph/./a/b/../c")]
    [DataRow("ph/../ph", "ph/out")]
    [DataRow("ph", "link/out")]
    [DataRow("link", "ph/out")]
    [DataRow("link", "ph")]
    [DataRow("ph", "into/out")]
    [DataRow("run/samples", "run")]
    [DataRow(".", "out")]
    [DataRow("stacked:ph", "ph/out")]
    public void An_output_folder_in_the_data_is_refused_before_anything_is_written(string data, string output)
    {
        Directory.CreateSymbolicLink(_folder["link"], _folder["ph"]);
        Directory.CreateDirectory(_folder["ph/sub"]);
        Directory.CreateSymbolicLink(_folder["into"], _folder["ph/sub"]);
        _folder.Write("run/samples/step-000001.png", PictureBytes.Gray(16, 16, (_, _) => 1));
        string[] before = Directory.GetFileSystemEntries(_folder.Path, "*", SearchOption.AllDirectories);

        string named = data.StartsWith("stacked:", StringComparison.Ordinal)
            ? $"stacked:{_folder[data["stacked:".Length..]]}"
            : _folder[data];
        Tool.Run(Tool.Small(named, _folder[output], "--steps", "1")).Failed(
            2, "--out: '", "is in the folder of the data", "Give a folder beside the data, for example '");
        CollectionAssert.AreEquivalent(
            before, Directory.GetFileSystemEntries(_folder.Path, "*", SearchOption.AllDirectories));
    }

    [TestMethod]
    [DataRow("ph-out")]
    [DataRow("p")]
    [DataRow(".")]
    public void A_folder_beside_the_data_or_above_is_taken(string output)
    {
        Tool.Run(Tool.Small(_folder["ph"], _folder[output], "--steps", "1")).Succeeded();
        Assert.AreEqual(8, Count("ph", out _));
    }

    [TestMethod]
    public void What_an_earlier_training_wrote_there_is_left_out_and_named()
    {
        Tool.Train(_folder["run"], "--steps", "2", "--sample-every", "1").Succeeded();
        Directory.Move(_folder["run"], _folder["ph/sub"]);
        _folder.Write("ph/more/9.png", PictureBytes.Gray(16, 16, (_, _) => 9));

        Assert.AreEqual(9, Count("ph", out var warnings));
        CollectionAssert.AreEqual(
            new[] { $"Left out the folder 'sub' in '{_folder["ph"]}': it holds what a training wrote." }, warnings);
    }

    [TestMethod]
    public void Pictures_that_a_training_wrote_beside_its_data_are_left_out()
    {
        Tool.Train(_folder["run"], "--steps", "1").Succeeded();
        foreach (string entry in Directory.GetFileSystemEntries(_folder["run"]))
            Directory.Move(entry, Path.Combine(_folder["ph"], Path.GetFileName(entry)));

        Assert.AreEqual(8, Count("ph", out var warnings));
        CollectionAssert.Contains(
            warnings, $"Left out the folder 'samples' in '{_folder["ph"]}': it holds what a training wrote.");
    }

    [TestMethod]
    public void An_experiment_keeps_its_pictures_out_of_its_data()
    {
        var run = Experiments.Program.Run(
            "objectives", "--quick", "--data", _folder["ph"], "--out", _folder["ph/report"]);
        run.Failed(2, "--out: ", "is in the folder of the data");
        Assert.IsFalse(Directory.Exists(_folder["ph/report"]));
    }

    private long? Count(string folder, out List<string> warnings)
    {
        List<string> told = [];
        using var data = SampleSource.Open(_folder[folder], new SampleSourceOptions { Size = 16, Warning = told.Add });
        warnings = told;
        return data.Count;
    }
}
