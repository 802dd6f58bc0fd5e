using System.Text.Json;
using Ml.Gan.Tests.Data;
using SkiaSharp;

namespace Ml.Gan.Tests.Cli.Training;

/// <summary><c>mlgan train --system captioning</c>.</summary>
[TestClass]
public sealed class CaptionCommandTests
{
    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void RemoveFolder() => _folder.Dispose();

    [TestMethod]
    public void Scenes_give_a_captioner_an_evaluator_their_test_and_sample_captions()
    {
        var run = Train("run", "--data", "builtin:scenes", "--hold-out", "12", "--diversity", "0.5");
        run.Succeeded();
        foreach (string file in (string[])["generator.onnx", "evaluator.onnx", "weights.safetensors"])
            Assert.IsTrue(File.Exists(_folder[$"run/{file}"]), file);
        var test = Json("run/captions.json");
        Assert.AreEqual(12, test.GetProperty("held_out").GetInt32());
        Assert.AreEqual(5, test.GetProperty("captions_per_image").GetInt32());
        Assert.IsTrue(test.GetProperty("true_share").GetDouble() is >= 0 and <= 1);
        Assert.IsTrue(test.GetProperty("evaluator").GetDouble() is > 0 and < 1);
        Assert.Contains("12 held-out images, 5 captions each: ", run.Output);
        var options = Json("run/options.json");
        Assert.AreEqual("captioning", options.GetProperty("system").GetString());
        Assert.AreEqual("gumbel", options.GetProperty("caption_objective").GetString());
        Assert.AreEqual(0.5, options.GetProperty("diversity").GetDouble());
        Assert.AreEqual(0.001, options.GetProperty("learning_rate").GetDouble());
        Assert.AreEqual(4, options.GetProperty("latent").GetInt32());
        Assert.AreEqual(JsonValueKind.Null, options.GetProperty("objective").ValueKind);
        string[] lines = File.ReadAllLines(_folder["run/samples/step-000004.txt"]);
        Assert.HasCount(8 * 6, lines);
        Assert.AreEqual("image 1", lines[0]);
        using var picture = SKBitmap.Decode(_folder["run/samples/images.png"]);
        Assert.IsNotNull(picture);
    }

    [TestMethod]
    public void Images_with_a_file_of_captions_are_learned_from_and_resumed_with_the_same_bytes()
    {
        for (int i = 0; i < 6; i++)
        {
            using var image = new SKBitmap(16, 16);
            image.Erase(new SKColor((byte)(40 * i), 90, 20));
            using var data = image.Encode(SKEncodedImageFormat.Png, 100);
            _folder.Write($"images/{i}.png", data.ToArray());
        }
        _folder.Write("captions.csv", System.Text.Encoding.UTF8.GetBytes(
            string.Concat(Enumerable.Range(0, 6).Select(i => $"{i}.png,\"shade {i}, plain\"\n{i}.png,a shade\n"))));
        string[] args =
        [
            "--data", _folder["images"], "--captions", _folder["captions.csv"], "--caption-objective",
            "policy-gradient", "--checkpoint-every", "1", "--linear-decay", "0",
        ];
        Train("straight", args).Succeeded();
        Train("run", args).Succeeded();
        File.Delete(_folder["run/generator.onnx"]);
        File.Delete(_folder["run/evaluator.onnx"]);
        foreach (string later in Directory.GetFiles(_folder["run/checkpoints"], "*00004*"))
            File.Delete(later);
        Tool.Run("train", "--resume", _folder["run"]).Succeeded();
        foreach (string file in (string[])["generator.onnx", "evaluator.onnx"])
            CollectionAssert.AreEqual(
                File.ReadAllBytes(_folder[$"straight/{file}"]), File.ReadAllBytes(_folder[$"run/{file}"]), file);

        Train("run", [.. args[..4], "--caption-objective", "mle", "--overwrite"]).Succeeded();
        Assert.IsFalse(File.Exists(_folder["run/evaluator.onnx"]), "likelihood alone has no evaluator");
    }

    [TestMethod]
    public void What_does_not_fit_is_refused_before_anything_is_written()
    {
        Train("run", "--data", "builtin:scenes", "--mirror")
            .Failed(2, "--mirror is no option of the system captioning");
        Train("run", "--data", "builtin:scenes", "--translator", "unet")
            .Failed(2, "--translator is an option of --system");
        Train("run", "--data", "builtin:glyphs").Failed(1, "comes without captions");
        Train("run", "--data", "builtin:scenes", "--captions", "no.csv").Failed(1, "come with captions");
        Train("run", "--data", "builtin:scenes", "--channels", "1").Failed(1, "has colors");
        Train("run", "--data", "builtin:scenes", "--batch", "1").Failed(2, "--batch: ", "at least 2");
        Tool.Run("train", "--data", "builtin:scenes", "--captions", "no.csv", "--out", _folder["run"])
            .Failed(2, "--captions is an option of --system captioning");
        Assert.IsFalse(Directory.Exists(_folder["run"]));
    }

    private Tool Train(string folder, params string[] args) => Tool.Run(
    [
        "train", "--system", "captioning", "--out", _folder[folder], "--size", "16", "--steps", "4", "--latent", "4",
        "--word-size", "4", "--state-size", "6", "--encoder-width", "2",
        .. args.Contains("--batch") ? [] : (string[])["--batch", "4"], .. args,
    ]);

    private JsonElement Json(string file) =>
        JsonDocument.Parse(File.ReadAllBytes(_folder[file])).RootElement;
}
