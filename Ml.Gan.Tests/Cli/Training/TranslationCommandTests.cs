using System.Text.Json;
using Ml.Gan.Cli;
using Ml.Gan.Onnx;
using Ml.Gan.Tests.Data;
using SkiaSharp;

namespace Ml.Gan.Tests.Cli.Training;

/// <summary><c>mlgan train --system</c>.</summary>
[TestClass]
public sealed class TranslationCommandTests
{
    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void RemoveFolder() => _folder.Dispose();

    [TestMethod]
    public void Pairs_give_one_translator_its_test_and_pictures()
    {
        var run = Train("run", "--system", "pix2pix", "--data", "builtin:outlines", "--hold-out", "12");
        run.Succeeded();

        using (var translator = OnnxTranslator.Load(_folder["run/generator.onnx"]))
            Assert.AreEqual(
                ("pix2pix", "unet", 1, 3),
                (translator.Info.System, translator.Info.Network, translator.Info.InputChannels,
                    translator.Info.OutputChannels));
        var test = Json("run/translation.json");
        Assert.AreEqual(12, test.GetProperty("held_out").GetInt32());
        Assert.IsGreaterThan(0, test.GetProperty("psnr").GetDouble());
        Assert.IsGreaterThan(0, test.GetProperty("input_psnr").GetDouble());
        Assert.Contains("12 held-out pairs: PSNR ", run.Output);
        var options = Json("run/options.json");
        Assert.AreEqual("pix2pix", options.GetProperty("system").GetString());
        Assert.AreEqual("unet", options.GetProperty("translator").GetString());
        Assert.AreEqual(100, options.GetProperty("reconstruction").GetDouble());
        Assert.AreEqual(4, options.GetProperty("width").GetInt32());
        Assert.AreEqual(2, options.GetProperty("steps").GetInt64());
        Assert.AreEqual(0.5, options.GetProperty("linear_decay").GetDouble());
        Assert.AreEqual(JsonValueKind.Null, options.GetProperty("latent").ValueKind);

        using var picture = SKBitmap.Decode(_folder["run/samples/step-000002.png"]);
        int scale = picture.Height / (3 * 18 + 2);
        Assert.AreEqual((8 * 18 + 2) * scale, picture.Width, "8 inputs, outputs and targets");
        using (var input = new SKBitmap(16, 16))
        using (var file = File.Create(_folder["drawing.png"]))
            input.Encode(file, SKEncodedImageFormat.Png, 100);
        Tool.Run("translate", _folder["run/generator.onnx"], _folder["drawing.png"], "--out", _folder["made"])
            .Succeeded();
        Assert.IsTrue(File.Exists(_folder["made/drawing.png"]));
    }

    [TestMethod]
    public void A_stop_while_held_out_pairs_are_compared_keeps_the_translator()
    {
        string[] args = Arguments("run", "--system", "pix2pix", "--data", "builtin:outlines", "--hold-out", "12");
        Tool.Run(args).Succeeded();
        Assert.IsTrue(File.Exists(_folder["run/translation.json"]));

        using var stop = new CancellationTokenSource();
        using var error = new WatchingWriter("Translating 12 held-out pairs.", stop.Cancel);
        using var output = new StringWriter();

        int code = CommandLine.Run([.. args, "--overwrite"], new Terminal(output, error, Stop: stop.Token));

        Assert.AreEqual(0, code, error.ToString());
        Assert.Contains(
            "Stopped before the 12 held-out pairs were compared; the generator is saved.", output.ToString());
        Assert.IsFalse(File.Exists(_folder["run/translation.json"]), "it would be that of another training");
        OnnxTranslator.Load(_folder["run/generator.onnx"]).Dispose();
        Assert.DoesNotContain("psnr", File.ReadAllText(_folder["run/README.md"]));
        Tool.Run("train", "--resume", _folder["run"]).Succeeded();
        Assert.IsTrue(File.Exists(_folder["run/translation.json"]));
    }

    [TestMethod]
    public void Targets_alone_are_degraded_into_inputs()
    {
        var run = Train(
            "run", "--system", "srgan", "--data", "builtin:glyphs", "--degrade", "bicubic:2", "--patch", "1",
            "--blocks", "1", "--hold-out", "12", "--perceptual", "adaptive:0.5");
        run.Succeeded();
        using (var translator = OnnxTranslator.Load(_folder["run/generator.onnx"]))
            Assert.AreEqual(2, translator.Info.Scale);
        var test = Json("run/translation.json");
        Assert.IsGreaterThan(test.GetProperty("psnr").GetDouble(), test.GetProperty("input_psnr").GetDouble(),
            "two steps teach less than bicubic interpolation knows");
        Assert.Contains("Their inputs: PSNR ", run.Output);
        Assert.Contains("inputs by bicubic:2", run.Error);
    }

    [TestMethod]
    public void Two_sets_give_two_translators_and_a_training_of_another_kind_replaces_them()
    {
        Train("run", "--system", "cyclegan", "--data", "builtin:thin", "--target", "builtin:bold").Succeeded();
        using (var back = OnnxTranslator.Load(_folder["run/generator_ba.onnx"]))
            Assert.AreEqual("builtin:bold,builtin:thin", back.Info.Metadata[TranslatorMetadata.Domains]);
        Assert.IsTrue(File.Exists(_folder["run/generator_ab.onnx"]));
        Assert.IsFalse(File.Exists(_folder["run/generator.onnx"]));

        string[] other = ["--system", "pix2pix", "--data", "builtin:outlines"];
        Train("run", other).Failed(2, "--out: ", "generator_ab.onnx", "--overwrite");
        Train("run", [.. other, "--overwrite"]).Succeeded();
        Assert.IsFalse(File.Exists(_folder["run/generator_ab.onnx"]));
        Assert.IsTrue(File.Exists(_folder["run/generator.onnx"]));
    }

    [TestMethod]
    [DataRow("unit", "--blocks 4 --shared-blocks 2 --normalization batch --autoencoding 50 --kl 0.2 --cycle-kl 0.3")]
    [DataRow(
        "residual-transfer",
        "--blocks 1 --normalization none --sparsity 0.25 --dual 0.5 --perceptual adaptive:0.5 --pool 3")]
    public void Systems_of_two_sets_take_options_of_their_own(string system, string options)
    {
        string[] given = options.Split(' ');
        Train("run", ["--system", system, "--data", "builtin:thin", "--target", "builtin:bold", .. given]).Succeeded();

        using (var there = OnnxTranslator.Load(_folder["run/generator_ab.onnx"]))
            Assert.AreEqual((system, "resnet-translator"), (there.Info.System, there.Info.Network));
        Assert.IsTrue(File.Exists(_folder["run/generator_ba.onnx"]));
        var written = Json("run/options.json");
        foreach (string[] option in given.Chunk(2))
            Assert.AreEqual(option[1], written.GetProperty(option[0][2..].Replace('-', '_')).ToString(), option[0]);
    }

    [TestMethod]
    public void A_training_is_resumed_with_the_bytes_of_one_that_was_not_stopped()
    {
        string[] args = ["--system", "pix2pix", "--data", "builtin:outlines", "--mirror", "--linear-decay", "0"];
        Train("straight", [.. args, "--steps", "3", "--checkpoint-every", "1"]).Succeeded();
        Train("run", [.. args, "--steps", "3", "--checkpoint-every", "1"]).Succeeded();
        File.Delete(_folder["run/generator.onnx"]);
        foreach (string later in Directory.GetFiles(_folder["run/checkpoints"], "*00003*"))
            File.Delete(later);

        var resumed = Tool.Run("train", "--resume", _folder["run"]);
        resumed.Succeeded();
        Assert.Contains("The training goes on after step 2 of 3.", resumed.Error);
        CollectionAssert.AreEqual(
            File.ReadAllBytes(_folder["straight/generator.onnx"]), File.ReadAllBytes(_folder["run/generator.onnx"]));
        CollectionAssert.AreEqual(
            Steps("straight").ToArray(), Steps("run").ToArray());
    }

    [TestMethod]
    public void A_training_begins_with_the_weights_of_another_one()
    {
        string[] args = ["--system", "srgan", "--data", "builtin:glyphs", "--degrade", "bicubic:2", "--patch", "1"];
        Train("first", [.. args, "--blocks", "1", "--adversarial", "0"]).Succeeded();
        Train("next", [.. args, "--blocks", "1", "--init-from", _folder["first"], "--steps", "1"]).Succeeded();
        Assert.AreEqual(
            _folder["first/weights.safetensors"],
            Json("next/options.json").GetProperty("init_from").GetString());
        Train("other", [.. args, "--blocks", "2", "--init-from", _folder["first"]])
            .Failed(1, _folder["first/weights.safetensors"], "of other networks", "system srgan");
        Assert.IsFalse(Directory.Exists(_folder["other"]));
    }

    [TestMethod]
    public void A_training_without_checkpoints_is_not_begun_anew_over_its_generator()
    {
        Train("run", "--system", "pix2pix", "--data", "builtin:outlines", "--checkpoint-every", "never").Succeeded();
        byte[] generator = File.ReadAllBytes(_folder["run/generator.onnx"]);
        Tool.Run("train", "--resume", _folder["run"]).Failed(2, "--resume: ", "no checkpoint", "--overwrite");
        CollectionAssert.AreEqual(generator, File.ReadAllBytes(_folder["run/generator.onnx"]));
    }

    [TestMethod]
    public void Nonsense_is_refused_by_the_option_s_name()
    {
        string[] pairs = ["--system", "pix2pix", "--data", "builtin:outlines"];
        string[] sets = ["--system", "cyclegan", "--data", "builtin:thin"];
        Train("a", [.. pairs, "--latent", "5"]).Failed(2, "--latent is no option of the system pix2pix");
        Train("a", [.. pairs, "--network", "dcgan"]).Failed(2, "--network is an option of generators from noise");
        Train("a", [.. pairs, "--blocks", "2"]).Failed(2, "--blocks is an option of --translator resnet-translator");
        Train("a", [.. pairs, "--identity", "1"]).Failed(2, "--identity: ", "without pairs");
        Train("a", [.. pairs, "--objective", "mmd"]).Failed(2, "--objective: ", "mmd");
        Train("a", [.. pairs, "--patch", "142"]).Failed(2, "--patch: ", "patches of 142");
        Train("a", [.. pairs, "--crop", "17"]).Failed(2, "--crop: ", "16×16");
        Train("a", sets).Failed(2, "--target: ", "two sets");
        Train("a", [.. sets, "--target", "builtin:bold", "--adversarial", "0"]).Failed(2, "--adversarial: ", "above 0");
        Train("a", [.. sets, "--target", "builtin:bold", "--perceptual", "adaptive:1"])
            .Failed(2, "--perceptual: ", "targets");
        string[] others = ["--data", "builtin:thin", "--target", "builtin:bold"];
        string[] unit = ["--system", "unit", .. others], residual = ["--system", "residual-transfer", .. others];
        Train("a", [.. unit, "--blocks", "3"]).Failed(2, "--blocks: ", "3 is an odd number");
        Train("a", [.. unit, "--shared-blocks", "5"]).Failed(2, "--shared-blocks: ", "5 can't be shared");
        Train("a", [.. unit, "--translator", "unet"]).Failed(2, "--translator: ", "an encoder and a decoder");
        Train("a", [.. unit, "--sparsity", "1"]).Failed(2, "--sparsity is an option of --system residual-transfer");
        Train("a", [.. residual, "--kl", "1"]).Failed(2, "--kl is an option of --system unit");
        Train("a", [.. residual, "--objective", "hinge"]).Failed(2, "--objective: ", "three classes");
        Train("a", [.. sets, "--degrade", "jpeg:10"]).Failed(2, "--target: ");
        Train("a", "--system", "srgan", "--data", "builtin:glyphs", "--degrade", "bicubic:3")
            .Failed(2, "--degrade: ", "bicubic");
        Tool.Run("train", "--data", "builtin:glyphs", "--out", _folder["a"], "--crop", "3")
            .Failed(2, "--crop is an option of --system");
        Assert.IsEmpty(Directory.GetFileSystemEntries(_folder.Path));
    }

    private Tool Train(string run, params string[] args) => Tool.Run(Arguments(run, args));

    private string[] Arguments(string run, params string[] args)
    {
        List<string> all = ["train", "--out", _folder[run], "--size", "16", "--width", "4", "--batch", "4"];
        if (args.Contains("--system"))
            all.AddRange(["--disc-width", "4"]);
        if (!args.Contains("--patch"))
            all.AddRange(["--patch", "16"]);
        if (!args.Contains("--steps"))
            all.AddRange(["--steps", "2"]);
        return [.. all, .. args];
    }

    private JsonElement Json(string file) => JsonDocument.Parse(File.ReadAllText(_folder[file])).RootElement;

    /// <summary>Metrics but for what tells the time.</summary>
    private IEnumerable<string> Steps(string run) => File.ReadLines(_folder[$"{run}/metrics.jsonl"]).Select(line =>
        string.Join(",", JsonDocument.Parse(line).RootElement.EnumerateObject()
            .Where(entry => entry.Name is not ("seconds" or "images_per_second")).Select(entry => entry.ToString())));
}
