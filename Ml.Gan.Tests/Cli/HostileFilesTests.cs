using Ml.Gan.Onnx;
using Ml.Gan.Tests.Data;
using Ml.Gan.Tests.Onnx;

namespace Ml.Gan.Tests.Cli;

/// <summary>
/// What is no file of the kind that a command expects: refused at once, by name, with what it is instead.
/// </summary>
[TestClass]
public sealed class HostileFilesTests
{
    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void RemoveFolder() => _folder.Dispose();

    /// <summary>Nobody writes to the pipe, so that a reader would wait for ever.</summary>
    [TestMethod]
    [Timeout(60_000)]
    public void Pipes_in_the_place_of_files_are_refused_and_not_waited_for()
    {
        if (OperatingSystem.IsWindows())
            Assert.Inconclusive("There are no such pipes.");
        string pipe = NamedPipe.In(_folder, "pipe.onnx"), model = _folder.Write("generator.onnx", Images());
        string told = _folder.Write("told.onnx", EchoGenerator.Bytes(vector: 2, image: true));
        string table = NamedPipe.In(_folder, "pipe.csv");
        string[] train = ["train", "--out", _folder["run"], "--data"];
        string[][] lines =
        [
            [.. train, pipe], [.. train, "builtin:glyphs", "--init-from", pipe],
            [.. train, "builtin:glyphs", "--condition", "vector", "--conditions", pipe],
            [.. train, "builtin:glyphs", "--evaluate-every", "1", "--features", pipe],
            ["data", pipe], ["data", "builtin:glyphs", "--conditions", pipe],
            ["translate", pipe, model, "--out", _folder["run"]],
            ["caption", pipe, model],
            ["info", pipe], ["sample", pipe, "--out", _folder["grid.png"]],
            ["sample", told, "--condition", table, "--out", _folder["grid.png"]],
            ["export", pipe, "--seed-input", "--out", _folder["new.onnx"]],
            ["evaluate", pipe, "--data", "builtin:glyphs"], ["evaluate", model, "--data", pipe],
            ["evaluate", model, "--data", "builtin:glyphs", "--features", pipe],
        ];
        foreach (string[] line in lines)
            Tool.Run(line).Failed(1, $"'{(line.Contains(table) ? table : pipe)}'", "is empty, or a pipe or device");
        CollectionAssert.AreEquivalent(
            new[] { pipe, table, model, told }, Directory.GetFileSystemEntries(_folder.Path));
    }

    [TestMethod]
    [Timeout(60_000)]
    public void Pipes_in_a_folder_of_images_are_left_out()
    {
        if (OperatingSystem.IsWindows())
            Assert.Inconclusive("There are no such pipes.");
        for (int i = 0; i < 12; i++)
            _folder.Write($"data/{i}.png", PictureBytes.Gray(16, 16, (x, y) => (byte)(x * y + i)));
        NamedPipe.In(_folder, "data/pipe.png");

        var report = Tool.Run("data", _folder["data"]);

        report.Succeeded();
        Assert.Contains("Skipped 'pipe.png': it is empty, or a pipe or device", report.Error);
    }

    [TestMethod]
    public void Models_of_another_kind_are_refused_by_the_name_of_their_kind()
    {
        string generator = _folder.Write("generator.onnx", Images());
        string features = _folder["features.onnx"], discriminator = _folder["discriminator.onnx"];
        var network = new OnnxGraph("features");
        network.Output("row", network.Reshape("row", network.Input("image", null, 3, 16, 16), -1, 768));
        network.Save(features);
        var scoring = new OnnxGraph("discriminator");
        scoring.Output("score", scoring.ReduceSum("sum", scoring.Input("sample", null, 2), axis: 1));
        scoring.Save(discriminator);
        string[] evaluate = ["evaluate", generator, "--data", "builtin:glyphs", "--features"];

        Tool.Run("sample", features, "--out", _folder["x.png"])
            .Failed(1, $"'{features}' is a network for features but not a generator", "one input 'latent'");
        Tool.Run("info", discriminator).Failed(1, $"'{discriminator}' is a discriminator but not a generator");
        Tool.Run([.. evaluate, generator])
            .Failed(1, $"'{generator}' is a generator that takes 'latent float [N, 2]'; a network for features takes");
        Tool.Run([.. evaluate, discriminator]).Failed(1, $"'{discriminator}' is a discriminator that takes");
        Tool.Run([.. evaluate, _folder["none.onnx"]])
            .Failed(1, $"There is no file '{_folder["none.onnx"]}'. Expected an ONNX model of a network for features.");
        string text = _folder.Write("text.onnx", "hello, world, this is no model"u8.ToArray());
        Tool.Run([.. evaluate, text]).Failed(1, "Expected a network for features from color images");
        Thrown.With<GanOnnxException>(
            "is a generator but not a discriminator", () => OnnxDiscriminator.Load(generator));
        Thrown.With<FileNotFoundException>(
            "Expected an ONNX model of a discriminator", () => OnnxDiscriminator.Load(_folder["none.onnx"]));
    }

    /// <summary>What a terminal obeys, as "clear the screen", stays in the file.</summary>
    [TestMethod]
    public void Texts_of_a_file_do_not_drive_the_terminal()
    {
        const string Clear = "\u001b[2J";
        string model = _folder.Write("a.onnx", Images(graph => graph.Metadata[$"key{Clear}"] = $"value{Clear}"));
        string wrong = _folder.Write(
            "b.onnx", Images(graph => graph.Metadata[GeneratorMetadata.ValueRange] = $"dark{Clear}"));

        var info = Tool.Run("info", model);

        info.Succeeded();
        Assert.Contains("value\uFFFD[2J", info.Output);
        Assert.DoesNotContain("\u001b", info.Output);
        Tool.Run("info", wrong).Failed(1, "value_range = 'dark\uFFFD[2J'");
    }

    /// <summary>A generator of gray images of 16×16.</summary>
    private static byte[] Images(Action<OnnxGraph>? change = null)
    {
        var graph = new OnnxGraph("generator");
        change?.Invoke(graph);
        var latent = graph.Input("latent", null, 2);
        graph.Output("image", graph.Reshape(
            "image", graph.Linear("fc", latent, OnnxRun.Numbers(512, 1), null, 256), -1, 1, 16, 16));
        return graph.ToBytes();
    }
}
