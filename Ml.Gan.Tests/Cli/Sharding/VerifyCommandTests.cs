using System.Text.Json;
using Ml.Gan.Tests.Data;
using Ml.Gan.Tests.Onnx;

namespace Ml.Gan.Tests.Cli.Sharding;

[TestClass]
public sealed class VerifyCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public VerifyCommandTests()
    {
        for (int i = 0; i < 4; i++)
            Sample(Model, $"shard{i}", "--count", "12", "--shard", $"{i}/4");
    }

    private string Model => _folder.Write("tiny.onnx", Generators.Image());

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void Says_that_all_is_there()
    {
        var run = Verify("shard2", "shard0", "shard1", "shard3");
        run.Succeeded();
        Assert.Contains("12 samples from 0 on, in 4 parts", run.Output);
        Assert.Contains("Complete. SHA-256 ", run.Output);
    }

    [TestMethod]
    public void Finds_gaps()
    {
        Finds("Missing: samples 3 to 5.", "shard0", "shard2", "shard3");
        Finds("Missing: samples 0 to 2.", "shard1", "shard2", "shard3");
        Finds("Missing: samples 9 to 11.", "shard0", "shard1", "shard2");
    }

    [TestMethod]
    public void Finds_samples_that_are_there_twice()
    {
        Sample(Model, "thirds", "--count", "12", "--shard", "1/3");
        Finds("holds samples 4 to 5 again.", "shard0", "shard1", "thirds", "shard2", "shard3");
        Finds("holds samples 3 to 5 again.", "shard0", "shard1", "shard1", "shard2", "shard3");
    }

    [TestMethod]
    public void Finds_files_that_are_not_what_was_written()
    {
        string file = _folder["shard1/0000000/0000000004.png"];
        byte[] png = File.ReadAllBytes(file);
        png[^20] ^= 1;
        File.WriteAllBytes(file, png);
        Finds("The files of samples 3 to 5 aren't what", "shard0", "shard1", "shard2", "shard3");
        File.Delete(file);
        Finds("0000000004.png", "shard0", "shard1", "shard2", "shard3");
    }

    [TestMethod]
    public void Finds_parts_of_other_runs()
    {
        string other = _folder.Write("other.onnx", Generators.Image(graph => graph.Metadata["steps"] = "2"));
        Sample(other, "model", "--count", "12", "--shard", "1/4");
        Finds("another model", "shard0", "model", "shard2", "shard3");
        Sample(Model, "seed", "--count", "12", "--shard", "1/4", "--seed", "2");
        Finds("the seed 2 instead of 1", "shard0", "seed", "shard2", "shard3");
        Sample(Model, "longer", "--count", "13", "--shard", "3/4");
        Finds("a run of samples 0 to 12 instead of samples 0 to 11", "shard0", "shard1", "shard2", "longer");
    }

    [TestMethod]
    public void Says_the_same_as_json()
    {
        var json = JsonDocument.Parse(Verify("shard0", "shard2", "--json").Output).RootElement;
        Assert.AreEqual(2, json.GetProperty("parts").GetInt32());
        Assert.AreEqual(6, json.GetProperty("count").GetInt32());
        Assert.AreEqual(0, json.GetProperty("first").GetInt32());
        Assert.AreEqual(2, json.GetProperty("problems").GetArrayLength());
        Assert.AreEqual(JsonValueKind.Null, json.GetProperty("sha256").ValueKind);
        Assert.AreEqual(0, json.GetProperty("notes").GetArrayLength());
        Assert.HasCount(64, json.GetProperty("model_sha256").GetString()!);
        Assert.IsGreaterThan(0, json.GetProperty("bytes").GetInt64());
    }

    [TestMethod]
    public void Refuses_what_is_no_sample()
    {
        Directory.CreateDirectory(_folder["empty"]);
        Verify("empty").Failed(1, "holds no manifest");
        Verify("nowhere").Failed(1, "There is no folder");
        foreach (string text in (string[])["", "{}", "[]", "{\"manifest_version\": 1, \"request\": null}", "x"])
        {
            _folder.Write("bad/samples-0000000000.json", System.Text.Encoding.UTF8.GetBytes(text));
            Verify("bad").Failed(1, "is no manifest of samples");
        }
    }

    private static void Sample(string model, string folder, params string[] args) =>
        Tool.Run(
            ["sample", model, "--out", Path.Combine(Path.GetDirectoryName(model)!, folder), "--device", "cpu", .. args])
            .Succeeded();

    private Tool Verify(params string[] args) => Tool.Run(
        ["verify", .. args.Select(arg => arg.StartsWith('-') ? arg : _folder[arg])]);

    private void Finds(string problem, params string[] folders)
    {
        var run = Verify(folders);
        Assert.AreEqual(1, run.Code, run.Output);
        Assert.Contains(problem, run.Output);
        Assert.DoesNotContain("Complete", run.Output);
    }
}
