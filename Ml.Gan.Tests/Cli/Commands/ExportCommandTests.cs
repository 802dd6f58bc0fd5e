using System.Globalization;
using System.Text.RegularExpressions;
using Ml.Gan.Data;
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

    [TestMethod]
    [DataRow("--quantize int8", "int8-weights")]
    [DataRow("--float16", "float16")]
    public void A_generator_in_another_precision_says_how_far_its_samples_are(string option, string precision)
    {
        using var folder = new TemporaryFolder();
        Tool.Run(
            "train", "--data", "builtin:glyphs", "--out", folder["run"], "--width", "16", "--batch", "4", "--latent",
            "16", "--size", "16", "--steps", "1").Succeeded();
        string model = folder["run/generator.onnx"], written = folder["small.onnx"];

        var run = Tool.Run(["export", model, .. option.Split(' '), "--out", written]);

        run.Succeeded();
        var found = Regex.Match(
            run.Output, @"Difference of 64 samples \(values -1 to 1\): largest (\S+), mean (\S+);");
        Assert.IsTrue(found.Success, run.Output);
        Assert.Contains($"Wrote {written}", run.Output);
        using OnnxGenerator exact = OnnxGenerator.Load(model), small = OnnxGenerator.Load(written);
        float[] first = exact.Sample(64, 1).Values.ToArray(), second = small.Sample(64, 1).Values.ToArray();
        double[] distances = [.. first.Zip(second, (a, b) => Math.Abs(a - b))];
        Assert.AreEqual(
            distances.Max(), double.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture), 0.01 * distances.Max());
        Assert.AreEqual(
            distances.Average(), double.Parse(found.Groups[2].Value, CultureInfo.InvariantCulture),
            0.01 * distances.Average());
        Assert.IsGreaterThan(0, distances.Max());
        Assert.IsLessThan(0.6 * exact.Info.FileBytes, small.Info.FileBytes);
        Assert.Contains(precision, Tool.Run("info", written).Output);
        Tool.Run(["export", written, .. option.Split(' '), "--out", folder["again.onnx"]])
            .Failed(1, $"in the precision '{precision}' already");
        Assert.IsFalse(File.Exists(folder["again.onnx"]));

        Tool.Run(["export", model, .. option.Split(' '), "--seed-input", "--out", folder["seeds.onnx"]]).Succeeded();
        using var seeds = OnnxGenerator.Load(folder["seeds.onnx"]);
        Assert.IsTrue(seeds.Info.TakesSeeds);
        Onnx.OnnxRun.AreClose(small.Sample(4, 7).Values.Span, seeds.Sample(4, 7).Values.Span, 2e-3f);
    }

    [TestMethod]
    [DataRow("--quantize int8", "int8-weights")]
    [DataRow("--float16", "float16")]
    public void A_translator_in_another_precision_says_how_far_its_images_are(string option, string precision)
    {
        using var folder = new TemporaryFolder();
        Tool.Run(
            "train", "--system", "pix2pix", "--data", "builtin:outlines", "--out", folder["run"], "--size", "16",
            "--width", "8", "--batch", "2", "--disc-width", "4", "--patch", "16", "--steps", "1").Succeeded();
        string model = folder["run/generator.onnx"], written = folder["small.onnx"];

        var run = Tool.Run(["export", model, .. option.Split(' '), "--out", written]);

        run.Succeeded();
        var found = Regex.Match(
            run.Output,
            @"Difference of what is made of 16 drawn digits of 16×16 \(values -1 to 1\): largest (\S+), mean (\S+);");
        Assert.IsTrue(found.Success, run.Output);
        using OnnxTranslator exact = OnnxTranslator.Load(model), small = OnnxTranslator.Load(written);
        Assert.AreEqual(precision, small.Info.Metadata[GeneratorMetadata.Precision]);
        Assert.IsLessThan(0.6 * exact.Info.FileBytes, small.Info.FileBytes);
        using var digits = new Glyphs(16);
        float[] gray = new float[16 * 256];
        digits.Read([.. Enumerable.Range(0, 16).Select(i => (long)i)], gray);
        Assert.AreEqual(1, exact.Info.InputChannels);
        double[] distances =
        [
            .. exact.Translate(gray, 16, 16, 16).Values.ToArray()
                .Zip(small.Translate(gray, 16, 16, 16).Values.ToArray(), (a, b) => Math.Abs(a - b)),
        ];
        Assert.AreEqual(
            distances.Max(), double.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture), 0.01 * distances.Max());
        Assert.IsGreaterThan(0, distances.Max());
        Assert.IsLessThan(0.2, distances.Average());
        Tool.Run(["export", model, "--seed-input", "--out", folder["seeds.onnx"]])
            .Failed(1, "is a translator", "no noise");
    }

    [TestMethod]
    [DataRow("--quantize int8")]
    [DataRow("--float16")]
    [DataRow("--seed-input")]
    public void A_place_that_can_t_be_written_is_told_before_anything_is_measured(string option)
    {
        using var folder = new TemporaryFolder();
        string model = folder.Write("g.onnx", Onnx.Generators.Image());
        Tool.Run(["export", model, .. option.Split(' '), "--out", folder["none/x.onnx"]])
            .Failed(1, $"Cannot write '{folder["none/x.onnx"]}'", "Create it first.");
    }

    [TestMethod]
    public void Precisions_that_make_no_sense_are_refused()
    {
        foreach (string option in (string[])["--quantize=int8", "--float16", "--seed-input"])
            Tool.Run("export", "out", "--state-dict", "a", option)
                .Failed(2, $"--state-dict writes weights as they are; {option.Split('=')[0]} is for generators");
        Tool.Run("export", "g.onnx", "--quantize", "int4", "--out", "b.onnx").Failed(2, "--quantize takes int8");
        Tool.Run("export", "g.onnx", "--quantize", "int8", "--float16", "--out", "b.onnx")
            .Failed(2, "--float16 and --quantize are two precisions");
        Tool.Run("export", "g.onnx", "--quantize", "int8").Failed(2, "'--out' is required");
    }

    [TestMethod]
    public void Sampling_keeps_the_optimized_model_where_it_is_asked_to()
    {
        using var folder = new TemporaryFolder();
        Tool.Train(folder["run"], "--steps", "1").Succeeded();
        string model = folder["run/generator.onnx"];
        Tool.Run("sample", model, "--device", "cpu", "--out", folder["a.png"]).Succeeded();
        Assert.IsFalse(File.Exists($"{model}.optimized"));
        Tool.Run("sample", model, "--device", "cpu", "--out", folder["b.png"], "--keep-optimized").Succeeded();
        var second = Tool.Run("sample", model, "--device", "cpu", "--out", folder["c.png"], "--keep-optimized");
        Assert.Contains("from the optimized model", second.Error);
        CollectionAssert.AreEqual(File.ReadAllBytes(folder["a.png"]), File.ReadAllBytes(folder["c.png"]));
    }
}
