using System.Text.Json;
using System.Text.RegularExpressions;
using Ml.Gan.Cli;
using Ml.Gan.Cli.Commands;
using Ml.Gan.Cli.Training;
using Ml.Gan.Onnx;
using Ml.Gan.Tests.Data;
using TorchSharp;

namespace Ml.Gan.Tests.Cli.Commands;

[TestClass]
public sealed partial class DemoCommandTests
{
    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void RemoveFolder() => _folder.Dispose();

    [TestMethod]
    public void Leaves_what_train_leaves_and_a_grid_of_what_it_exported()
    {
        string[] options = ["--steps", "3", "--sample-every", "2"];
        using StringWriter output = new(), error = new();
        string[] small = Tool.Small("builtin:glyphs", Path.GetRelativePath(".", _folder["demo"]), options);
        int code = new DemoRun(TrainOptions.Parse(small[1..]), new Terminal(output, error)).Run();

        Assert.AreEqual(0, code, error.ToString());
        string[] lines = output.ToString().Split(Environment.NewLine);
        CollectionAssert.Contains(lines, $"Wrote {_folder["demo/generator.onnx"]}");
        CollectionAssert.Contains(lines, $"Wrote {_folder["demo/grid.png"]}");
        Tool.Train(_folder["train"], options).Succeeded();
        CollectionAssert.AreEquivalent((string[])[.. Files("train"), "grid.png"], Files("demo"));
        CollectionAssert.AreEqual(Read("train/generator.onnx"), Read("demo/generator.onnx"));
        CollectionAssert.AreEqual(Grid("train"), Read("demo/grid.png"));
    }

    /// <summary>The command itself, which is too long for a test, up to its first step.</summary>
    [TestMethod]
    public void A_stop_draws_the_grid_by_the_generator_as_it_is_then()
    {
        int threads = torch.get_num_threads();
        using var stop = new CancellationTokenSource();
        using var error = new WatchingWriter("step 1/", stop.Cancel);
        using var output = new StringWriter();
        var terminal = new Terminal(output, error, Stop: stop.Token);
        int code = CommandLine.Run(["demo", "--out", _folder["demo"], "--threads", "1"], terminal);
        torch.set_num_threads(threads);

        Assert.AreEqual(0, code, error.ToString());
        Assert.Contains("Stopped after step 1 of ", output.ToString());
        CollectionAssert.AreEqual(Grid("demo"), Read("demo/grid.png"));
        var options = JsonDocument.Parse(File.ReadAllText(_folder["demo/options.json"])).RootElement;
        Assert.AreEqual(1, options.GetProperty("threads").GetInt32());
        var asked = Option().Matches(Tool.Run("demo", "--help").Output.Split("'mlgan train ")[1].Split('\'')[0]);
        Assert.IsGreaterThan(4, asked.Count);
        foreach (Match option in asked)
        {
            string written = options.GetProperty(option.Groups["name"].Value).ToString();
            Assert.AreEqual(option.Groups["value"].Value, written, option.Value);
        }
    }

    [TestMethod]
    public void A_stop_before_the_first_step_leaves_nothing()
    {
        Tool.Run(new CancellationToken(true), "demo", "--out", _folder["a/b"]).Failed(130, "nothing was written");
        Assert.IsEmpty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [TestMethod]
    public void Refuses_a_folder_that_is_a_file() =>
        Tool.Run("demo", "--out", _folder.Write("file", [1])).Failed(1, "is a file", "--out");

    private string[] Files(string folder) =>
        [.. Directory.EnumerateFiles(_folder[folder], "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(_folder[folder], path))];

    private byte[] Read(string file) => File.ReadAllBytes(_folder[file]);

    private byte[] Grid(string folder)
    {
        using var generator = OnnxGenerator.Load(Path.Combine(_folder[folder], "generator.onnx"));
        return ImageGrid.Create(generator.Sample(count: 64, seed: 1)).ToPng();
    }

    [GeneratedRegex(@"--(?<name>\S+) (?<value>\S+)")]
    private static partial Regex Option();
}
