using System.Text.Json;
using Ml.Gan.Onnx;
using Ml.Gan.Tests.Data;
using Ml.Gan.Tests.Onnx;

namespace Ml.Gan.Tests.Cli.Commands;

[TestClass]
public sealed class EvaluateCommandTests
{
    private static readonly TemporaryFolder Folder = new();
    private static readonly string Model = Path.Combine(Folder.Path, "run", "generator.onnx");

    [ClassInitialize]
    public static void Train(TestContext _) => Tool.Train(Path.Combine(Folder.Path, "run"), "--steps", "2").Succeeded();

    [ClassCleanup]
    public static void RemoveFolder() => Folder.Dispose();

    [TestMethod]
    public void Says_what_the_numbers_are_and_where_the_samples_were_compared()
    {
        var run = Tool.Run("evaluate", Model, "--data", "builtin:glyphs", "--count", "100", "--seed", "2");
        run.Succeeded();
        foreach (string part in (string[])[
            "100 generated images against 100 real ones of builtin:glyphs", "a classifier trained on",
            "held-out samples", "MMD² (classifier features)", "Fréchet distance (classifier features)", "lower",
            "higher", "classes covered"])
            Assert.Contains(part, run.Output);
        Assert.DoesNotContain("FID", run.Output);
        Assert.DoesNotContain("mean of component", run.Output, "images have no such thing");
    }

    [TestMethod]
    public void Gives_the_metrics_that_were_asked_for_as_json()
    {
        string[] command = ["evaluate", Model, "--data", Pictures(30), "--metrics", "frechet,precision", "--json"];
        var run = Tool.Run(command);
        run.Succeeded();
        Assert.Contains("30 images", run.Error);
        Assert.Contains("suffices for 15 images only, not 2000", run.Error);
        var report = JsonDocument.Parse(run.Output).RootElement;
        Assert.AreEqual(15, report.GetProperty("count").GetInt32());
        Assert.AreEqual("pixels", report.GetProperty("feature_space").GetString());
        var metrics = report.GetProperty("metrics").EnumerateArray().ToArray();
        CollectionAssert.AreEqual(
            new[] { "frechet", "precision" }, metrics.Select(m => m.GetProperty("name").GetString()).ToArray());
        Assert.AreEqual("Fréchet distance (pixels)", metrics[0].GetProperty("title").GetString());
        Assert.AreEqual("lower", metrics[0].GetProperty("better").GetString());
        Assert.IsGreaterThan(metrics[0].GetProperty("real").GetDouble(), metrics[0].GetProperty("value").GetDouble());
        Assert.AreEqual(run.Output, Tool.Run(command).Output, "the same seed");
    }

    [TestMethod]
    public void The_former_names_of_options_still_work_and_say_so()
    {
        var run = Tool.Run("evaluate", Model, "--data", Pictures(30), "--measures=precision", "--json");
        run.Succeeded();
        Assert.Contains("mlgan: --measures is the former name of --metrics.\n", run.Error);
        var metrics = JsonDocument.Parse(run.Output).RootElement.GetProperty("metrics");
        Assert.AreEqual("precision", metrics[0].GetProperty("name").GetString());
        Assert.DoesNotContain("--measures", Tool.Run("evaluate", "--help").Output);
    }

    [TestMethod]
    public void Refuses_what_it_cannot_judge()
    {
        string data = Pictures(19);
        Tool.Run("evaluate", Model, "--data", data).Failed(1, "has 19 samples", "at least 20");
        Tool.Run("evaluate", Model, "--data", Folder["nowhere"]).Failed(1, "does not exist");
        Tool.Run("evaluate", Folder["none.onnx"], "--data", data).Failed(1, "none.onnx");
        File.WriteAllBytes(Folder["vector.onnx"], Generators.Vector(4));
        Tool.Run("evaluate", Folder["vector.onnx"], "--data", data).Failed(
            1, "square images of 1 or 3 channels", "GeneratorEvaluation");
        Tool.Run("evaluate", Model, "--data", data, "--metrics", "fid").Failed(2, "There is no metric 'fid'", "mmd");
        Tool.Run("evaluate", Model, "--data", Pictures(40), "--metrics", "classes")
            .Failed(2, "'classes' does not apply", "labeled");
        Tool.Run("evaluate", Model, "--data", data, "--count", "9").Failed(2, "--count takes a whole number from 10");
        Tool.Run("evaluate", Model).Failed(2, "'--data' is required");
    }

    [TestMethod]
    public void Train_keeps_the_best_generator_and_stops_when_it_gets_no_better()
    {
        using var folder = new TemporaryFolder();
        var run = Tool.Train(
            folder["run"], "--steps", "40", "--evaluate-every", "1", "--evaluate-metric", "precision", "--patience",
            "2");
        run.Succeeded();

        string[] lines = File.ReadAllLines(folder["run/evaluation.jsonl"]);
        Assert.HasCount(3, lines, "an untrained generator has a precision of 0");
        Assert.Contains("Stopped after step 3 of 40", run.Output);
        Assert.Contains("as it was after step 1", run.Output);
        using var generator = OnnxGenerator.Load(folder["run/generator.onnx"]);
        Assert.AreEqual("1", generator.Info.Metadata[GeneratorMetadata.Steps]);
        Tool.Train(folder["run"], "--steps", "1").Succeeded();
        Assert.IsFalse(File.Exists(folder["run/evaluation.jsonl"]), "it told of the earlier training");
    }

    [TestMethod]
    public void Patience_needs_evaluations() =>
        Tool.Train(Folder["never"], "--patience", "3").Failed(2, "--patience", "--evaluate-every");

    private static string Pictures(int count)
    {
        for (int i = 0; i < count; i++)
            Folder.Write($"{count}/{i:00}.png", PictureBytes.Gray(16, 16, (x, y) => (byte)(x * i + y)));
        return Folder[$"{count}"];
    }
}
