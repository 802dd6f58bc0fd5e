using Ml.Gan.Onnx;
using Ml.Gan.Tests.Data;

namespace Ml.Gan.Tests.Cli.Commands;

[TestClass]
public sealed class ExportCommandTests
{
    [TestMethod]
    public void A_generator_that_takes_seeds_gives_the_samples_of_the_one_that_takes_latents()
    {
        using var folder = new TemporaryFolder();
        Tool.Train(folder["run"], "--steps", "1").Succeeded();
        string model = folder["run/generator.onnx"];

        var run = Tool.Run("export", model, "--seed-input", "--out", folder["seeded.onnx"]);

        run.Succeeded();
        Assert.AreEqual($"Wrote {folder["seeded.onnx"]}", run.Output.Trim());
        using var latents = OnnxGenerator.Load(model);
        using var seeds = OnnxGenerator.Load(folder["seeded.onnx"]);
        Assert.IsTrue(seeds.Info.TakesSeeds);
        CollectionAssert.AreEquivalent(latents.Info.Metadata.ToArray(), seeds.Info.Metadata.ToArray());
        Onnx.OnnxRun.AreClose(latents.Sample(4, seed: 7).Values.Span, seeds.Sample(4, seed: 7).Values.Span, 1e-5f);

        var again = Tool.Run("export", folder["seeded.onnx"], "--seed-input", "--out", folder["again.onnx"]);
        Assert.AreEqual(1, again.Code);
        Assert.Contains("takes seeds already", again.Error);
        Assert.IsFalse(File.Exists(folder["again.onnx"]));
    }

    [TestMethod]
    public void What_form_is_wanted_has_to_be_said()
    {
        var run = Tool.Run("export", "generator.onnx", "--out", "x.onnx");

        Assert.AreEqual(2, run.Code);
        Assert.Contains("--seed-input", run.Error);
        Tool.Run("export", "out", "--seed-input").Failed(2, "'--out' is required");
        Tool.Run("export", "out", "--state-dict", "a", "--out", "b").Failed(2, "--out is for generators");
        Tool.Run("export", "out", "--seed-input", "--out", "b", "--module", "q")
            .Failed(2, "--module is an option of");
    }

    [TestMethod]
    public void Weights_of_a_network_are_a_file_of_their_own()
    {
        using var folder = new TemporaryFolder();
        Tool.Train(folder["run"], "--steps", "1").Succeeded();
        var run = Tool.Run(
            "export", folder["run"], "--state-dict", folder["d.safetensors"], "--module", "discriminator");
        run.Succeeded();
        Assert.Contains($"Wrote {folder["d.safetensors"]}: 9 tensors of discriminator", run.Output);
        Tool.Run("export", folder["run"], "--state-dict", folder["g.safetensors"]).Succeeded();
        Tool.Train(folder["next"], "--steps", "1", "--init-from", folder["g.safetensors"]).Succeeded();
        Tool.Run("export", folder["run/generator.onnx"], "--state-dict", folder["x"])
            .Failed(1, "is no whole safetensors file");
    }
}
