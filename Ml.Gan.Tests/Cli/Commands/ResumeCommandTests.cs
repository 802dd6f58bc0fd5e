using System.Text.Json;
using Ml.Gan.Tests.Data;

namespace Ml.Gan.Tests.Cli.Commands;

/// <summary><c>mlgan train --resume</c>, and what keeps a training from being lost.</summary>
[TestClass]
public sealed class ResumeCommandTests
{
    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void Remove() => _folder.Dispose();

    [TestMethod]
    public void A_longer_training_is_the_one_that_was_never_ended()
    {
        Train("whole", "--steps", "9", "--evaluate-every", "2", "--evaluate-count", "20").Succeeded();
        Train("run", "--steps", "4", "--evaluate-every", "2", "--evaluate-count", "20").Succeeded();
        var resumed = Tool.Run("train", "--resume", _folder["run"], "--steps", "9");
        resumed.Succeeded();
        Assert.Contains("The training goes on after step 4 of 9.", resumed.Error);
        foreach (string file in (string[])["generator.onnx", "weights.safetensors", "samples/step-000009.png"])
            CollectionAssert.AreEqual(
                File.ReadAllBytes(_folder[$"whole/{file}"]), File.ReadAllBytes(_folder[$"run/{file}"]), file);
        Assert.AreEqual(Evaluations("whole"), Evaluations("run"));
        Assert.AreEqual("9", Option("steps"));
    }

    [TestMethod]
    public void What_auto_chose_is_not_chosen_again()
    {
        var first = Tool.Run(
            "train", "--data", "builtin:glyphs", "--out", _folder["run"], "--size", "16", "--latent", "5", "--width",
            "2", "--time", "1s", "--batch", "4");
        first.Succeeded();
        Assert.Contains("Trying out, for some seconds, what fits into the time.", first.Error);
        string steps = Option("steps");
        var resumed = Tool.Run("train", "--resume", _folder["run"]);
        resumed.Succeeded();
        Assert.DoesNotContain("Chosen", resumed.Error);
        Assert.DoesNotContain("Trying out", resumed.Error);
        Assert.AreEqual(steps, Option("steps"));
    }

    [TestMethod]
    public void Other_options_are_refused_and_nothing_is_changed()
    {
        Train("run", "--steps", "2").Succeeded();
        string options = File.ReadAllText(_folder["run/options.json"]);
        Tool.Run("train", "--resume", _folder["run"], "--batch", "8")
            .Failed(2, "--batch: ", "BatchSize was 4 and is 8");
        Assert.AreEqual(options, File.ReadAllText(_folder["run/options.json"]));
        Assert.IsFalse(File.Exists(_folder["run/options.unfinished.json"]));
        Tool.Run("train", "--resume", _folder["run"], "--out", _folder["other"]).Failed(2, "--resume: ", "Leave --out");
        Tool.Run("train", "--resume", _folder["none"]).Failed(2, "--resume: ", "no training to resume");
        Tool.Run("train", "--resume", _folder["run"], "--overwrite").Failed(2, "--overwrite and --resume exclude");
    }

    [TestMethod]
    public void A_used_folder_asks_what_to_do()
    {
        Train("run", "--steps", "2").Succeeded();
        byte[] generator = File.ReadAllBytes(_folder["run/generator.onnx"]);
        Train("run", "--steps", "1").Failed(2, "--out: ", "holds an earlier training", "--resume", "--overwrite");
        CollectionAssert.AreEqual(generator, File.ReadAllBytes(_folder["run/generator.onnx"]));
        Train("run", "--steps", "1", "--overwrite").Succeeded();
        CollectionAssert.AreEqual(
            (string[])["step-00000001.safetensors"],
            Directory.GetFiles(_folder["run/checkpoints"]).Select(Path.GetFileName).ToArray());
    }

    [TestMethod]
    public void Checkpoints_can_be_left_out()
    {
        Train("run", "--steps", "2", "--checkpoint-every", "never").Succeeded();
        Assert.IsFalse(Directory.Exists(_folder["run/checkpoints"]));
        Train("other", "--checkpoint-every", "0").Failed(2, "--checkpoint-every: ", "not '0'");
    }

    private Tool Train(string run, params string[] args) => Tool.Train(_folder[run], args);

    private string Evaluations(string run) => File.ReadAllText(_folder[$"{run}/evaluation.jsonl"]);

    private string Option(string name) => JsonDocument.Parse(File.ReadAllText(_folder["run/options.json"]))
        .RootElement.GetProperty(name).ToString();
}
