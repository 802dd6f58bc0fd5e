using System.Text.Json;
using Ml.Gan.Tests.Data;

namespace Ml.Gan.Tests.Cli.Training;

/// <summary><c>mlgan train</c> where the discriminator classifies.</summary>
[TestClass]
public sealed class ClassifyingCommandTests
{
    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void RemoveFolder() => _folder.Dispose();

    [TestMethod]
    public void Leaves_the_discriminator_and_its_test()
    {
        var run = Tool.Train(
            _folder["run"], "--objective", "semi-supervised", "--labels", "20", "--hold-out", "30", "--steps", "3");
        run.Succeeded();

        var test = JsonDocument.Parse(File.ReadAllText(_folder["run/classification.json"])).RootElement;
        int wrong = test.GetProperty("wrong").GetInt32();
        Assert.AreEqual(30, test.GetProperty("held_out").GetInt32());
        Assert.AreEqual(wrong / 30.0, test.GetProperty("error").GetDouble());
        Assert.Contains($"classifies {wrong} of 30 held-out images wrongly", run.Output);
        Assert.IsTrue(File.Exists(_folder["run/discriminator.onnx"]));
        var options = JsonDocument.Parse(File.ReadAllText(_folder["run/options.json"])).RootElement;
        Assert.AreEqual(20, options.GetProperty("labels").GetInt32());
        Assert.AreEqual(30, options.GetProperty("hold_out").GetInt32());
        Assert.IsTrue(options.GetProperty("export_discriminator").GetBoolean());

        Tool.Train(_folder["run"], "--steps", "1", "--overwrite").Succeeded();
        Assert.IsFalse(File.Exists(_folder["run/discriminator.onnx"]), "an earlier one goes away");
        Assert.IsFalse(File.Exists(_folder["run/classification.json"]));
    }

    [TestMethod]
    public void A_conditional_loss_function_classifies_too() =>
        Assert.Contains(
            "held-out images wrongly",
            Trained("--objective", "conditional-loss-sensitive", "--condition", "label", "--hold-out", "10"));

    [TestMethod]
    public void The_discriminator_is_written_on_request()
    {
        Trained("--export-discriminator", "--hold-out", "10");
        Assert.IsTrue(File.Exists(_folder["run/discriminator.onnx"]));
        Assert.IsFalse(File.Exists(_folder["run/classification.json"]));
    }

    [TestMethod]
    public void Nonsense_is_refused_by_the_option_s_name()
    {
        Tool.Train(_folder["a"], "--labels", "5").Failed(2, "--labels: ", "non-saturating");
        Tool.Train(_folder["a"], "--objective", "mmd", "--export-discriminator")
            .Failed(2, "--export-discriminator: ", "mmd");
        Assert.IsEmpty(Directory.GetFileSystemEntries(_folder.Path));
    }

    private string Trained(params string[] args)
    {
        var run = Tool.Train(_folder["run"], [.. args, "--steps", "2"]);
        run.Succeeded();
        return run.Output;
    }
}
