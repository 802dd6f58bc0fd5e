using System.Text.Json;
using Ml.Gan.Onnx;
using Ml.Gan.Tests.Data;

namespace Ml.Gan.Tests.Cli.Training;

/// <summary>Conditions on their way from the data into a generator, and its evaluation by them.</summary>
[TestClass]
public sealed class ConditionedTrainingTests
{
    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void RemoveFolder() => _folder.Dispose();

    [TestMethod]
    public void Generators_of_labels_and_codes_are_judged_by_them()
    {
        Tool.Train(_folder["run"], "--steps", "2", "--condition", "label", "--codes", "10,c2").Succeeded();
        var run = Tool.Run(
            "evaluate", _folder["run/generator.onnx"], "--data", "builtin:glyphs", "--count", "60", "--json",
            "--metrics", "label-agreement,code-accuracy,mmd");
        run.Succeeded();
        var metrics = JsonDocument.Parse(run.Output).RootElement.GetProperty("metrics").EnumerateArray().ToArray();
        CollectionAssert.AreEqual(
            new[] { "label-agreement", "code-accuracy", "mmd" },
            metrics.Select(metric => metric.GetProperty("name").GetString()).ToArray());
        Assert.IsLessThan(0.5, metrics[0].GetProperty("value").GetDouble(), "two steps teach nothing");
        Assert.IsGreaterThan(0.8, metrics[0].GetProperty("real").GetDouble());
    }

    [TestMethod]
    public void Training_is_judged_by_labels()
    {
        Tool.Train(
            _folder["run"], "--steps", "2", "--condition", "label", "--evaluate-every", "1", "--evaluate-metric",
            "label-agreement").Succeeded();
        Assert.HasCount(2, File.ReadAllLines(_folder["run/evaluation.jsonl"]));
        Tool.Train(_folder["other"], "--steps", "2", "--evaluate-every", "1", "--evaluate-metric", "label-agreement")
            .Failed(2, "'label-agreement' does not apply", "asked for the classes");
    }

    [TestMethod]
    public void Glyphs_have_vectors()
    {
        Tool.Train(_folder["run"], "--steps", "1", "--condition", "vector").Succeeded();
        string model = _folder["run/generator.onnx"];
        using (var generator = OnnxGenerator.Load(model))
            Assert.AreEqual(4, generator.Info.Conditions.VectorSize);
        Tool.Run("sample", model, "--out", _folder["slanted.png"], "--condition", "1,0,0,0").Succeeded();
        Tool.Run("evaluate", model, "--data", "builtin:glyphs", "--count", "20", "--metrics", "mmd").Succeeded();
        Tool.Run("evaluate", model, "--data", Pictures(40), "--count", "20")
            .Failed(1, "takes condition vectors of 4 numbers", "carry none");
    }

    [TestMethod]
    public void Vectors_of_other_data_come_from_a_file()
    {
        string data = Pictures(40), vectors = Vectors(40);
        string[] train = ["--steps", "1", "--condition", "vector", "--conditions"];
        Train(data, [.. train, vectors]).Succeeded();
        string model = _folder["run/generator.onnx"];
        Tool.Run("evaluate", model, "--data", data, "--conditions", vectors, "--count", "20", "--metrics", "mmd")
            .Succeeded();
        using (var generator = OnnxGenerator.Load(model))
            Assert.AreEqual(2, generator.Info.Conditions.VectorSize);

        Train(data, [.. train, Vectors(39)]).Failed(1, "has 40 samples, but there are 39 vectors");
        Train(data, [.. train, _folder["none.csv"]]).Failed(1, "There is no file");
        Train(data, [.. train, _folder.Write("nan.csv", "1\nnan\n"u8.ToArray())])
            .Failed(1, "Line 2 of", "no finite number");
        Train("builtin:glyphs", [.. train, vectors]).Failed(1, "'builtin:glyphs' is endless");
        Train(data, ["--conditions", vectors]).Failed(2, "--conditions", "--condition vector");
        Train(data, ["--condition", "vector"]).Failed(1, "carries no vectors", "--conditions");
    }

    private Tool Train(string data, string[] args) =>
        Tool.Run(Tool.Small(data, _folder["run"], [.. args, "--overwrite"]));

    private string Vectors(int count) => _folder.Write(
        $"{count}.csv", System.Text.Encoding.UTF8.GetBytes(
            string.Join('\n', Enumerable.Range(0, count).Select(i => $"{i / 40f},-1"))));

    private string Pictures(int count)
    {
        for (int i = 0; i < count; i++)
            _folder.Write($"pictures/{i:00}.png", PictureBytes.Gray(16, 16, (x, y) => (byte)(x * i + y)));
        return _folder["pictures"];
    }
}
