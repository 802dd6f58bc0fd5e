using System.Text.Json;
using Ml.Gan.Onnx;
using Ml.Gan.Tests.Data;
using SkiaSharp;

namespace Ml.Gan.Tests.Cli.Training;

/// <summary><c>mlgan train --system completion</c>.</summary>
[TestClass]
public sealed class CompletionCommandTests
{
    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void RemoveFolder() => _folder.Dispose();

    [TestMethod]
    public void Outlines_guide_the_glyphs_that_holes_are_in()
    {
        var run = Train(
            "run", "--data", "builtin:outlines", "--guidance", "builtin:outlines", "--hold-out", "12", "--mask",
            "center-box:0.5");
        run.Succeeded();

        Assert.Contains("holes by center-box:0.5, guided by 1x16x16", run.Error);
        using (var translator = OnnxTranslator.Load(_folder["run/generator.onnx"]))
        {
            Assert.AreEqual(
                ("completion", "unet", 3, 1), (translator.Info.System, translator.Info.Network,
                    translator.Info.ImageChannels, translator.Info.GuidanceChannels));
            Assert.AreEqual("center-box:0.5", translator.Info.Metadata[TranslatorMetadata.Mask]);
        }
        var test = Json("run/translation.json");
        double whole = test.GetProperty("psnr").GetDouble(), hole = test.GetProperty("hole_psnr").GetDouble();
        Assert.AreEqual(whole + (10 * Math.Log10(0.25)), hole, 1e-3, "all holes are a quarter of the image");
        Assert.IsGreaterThan(0, test.GetProperty("input_hole_psnr").GetDouble());
        Assert.Contains("Within the holes: PSNR ", run.Output);
        Assert.AreEqual("center-box:0.5", Json("run/options.json").GetProperty("mask").GetString());
        using var picture = SKBitmap.Decode(_folder["run/samples/step-000002.png"]);
        int scale = picture.Width / ((8 * 18) + 2);
        Assert.AreEqual(((4 * 18) + 2) * scale, picture.Height, "holes, guidance, outputs and targets");
    }

    [TestMethod]
    public void Folders_are_paired_by_name_and_a_folder_of_masks_is_taken()
    {
        for (int i = 0; i < 6; i++)
        {
            int shade = 40 * i;
            _folder.Write($"photos/{i}.png", PictureBytes.Png(16, 16, 3, (x, y) => [(byte)shade, (byte)x, (byte)y]));
            _folder.Write($"edges/{i}.png", PictureBytes.Gray(16, 16, (x, _) => (byte)(shade + x)));
        }
        _folder.Write("masks/m.png", PictureBytes.Gray(16, 16, (x, _) => (byte)(x < 8 ? 255 : 0)));
        Train("run", "--data", _folder["photos"], "--guidance", _folder["edges"], "--mask", _folder["masks"])
            .Succeeded();
        Assert.AreEqual(_folder["masks"], Json("run/options.json").GetProperty("mask").GetString());
        using (var translator = OnnxTranslator.Load(_folder["run/generator.onnx"]))
            Assert.AreEqual("photos guided by edges", translator.Info.TrainingData);

        string[] use = ["--mask", _folder["masks/m.png"], "--guidance", _folder["edges"], "--out", _folder["made"]];
        Tool.Run(["translate", _folder["run/generator.onnx"], _folder["photos"], .. use]).Succeeded();
        using var made = SKBitmap.Decode(_folder["made/3.png"]);
        using var photo = SKBitmap.Decode(_folder["photos/3.png"]);
        for (int i = 0; i < 16 * 16; i++)
        {
            if (i % 16 >= 8)
                Assert.AreEqual(photo.GetPixel(i % 16, i / 16), made.GetPixel(i % 16, i / 16));
        }

        File.Delete(_folder["edges/2.png"]);
        Train("b", "--data", _folder["photos"], "--guidance", _folder["edges"]).Failed(1, "no partner", "'2.png'");
        _folder.Write("masks/black.png", PictureBytes.Gray(16, 16, (_, _) => 127));
        Train("b", "--data", _folder["photos"], "--mask", _folder["masks"])
            .Failed(1, "The mask 'black.png' of 'masks' is black: nothing is to be filled");
        Assert.IsFalse(Directory.Exists(_folder["b"]));
    }

    [TestMethod]
    public void A_training_is_resumed_with_the_bytes_of_one_that_was_not_stopped()
    {
        string[] args = ["--data", "builtin:outlines", "--steps", "3", "--checkpoint-every", "1"];
        Train("straight", args).Succeeded();
        Train("run", args).Succeeded();
        File.Delete(_folder["run/generator.onnx"]);
        foreach (string later in Directory.GetFiles(_folder["run/checkpoints"], "*00003*"))
            File.Delete(later);
        Tool.Run("train", "--resume", _folder["run"]).Succeeded();
        CollectionAssert.AreEqual(
            File.ReadAllBytes(_folder["straight/generator.onnx"]), File.ReadAllBytes(_folder["run/generator.onnx"]));
    }

    [TestMethod]
    public void Nonsense_is_refused_by_the_option_s_name()
    {
        string[] data = ["--data", "builtin:outlines"];
        Train("a", [.. data, "--mask", "random-box:0.5..0.2"]).Failed(2, "--mask: ", "the least first");
        Train("a", [.. data, "--mask", "none"]).Failed(2, "--mask: ", "no folder 'none'", "center-box, random-box");
        Train("a", [.. data, "--mask", "random-box:0.3..0.31"]).Failed(2, "--mask: ", "of 16", "wider");
        Train("a", [.. data, "--target", "x"]).Failed(2, "--target: ", "whole images");
        Train("a", [.. data, "--degrade", "jpeg:10"]).Failed(2, "--degrade: ", "makes holes");
        Train("a", [.. data, "--reverse-pairs"]).Failed(2, "--reverse-pairs: ", "not from pairs");
        Train("a", "--data", "builtin:glyphs", "--guidance", "builtin:outlines")
            .Failed(2, "--guidance: ", "the data are 'builtin:glyphs'");
        Tool.Run(
            "train", "--out", _folder["a"], "--system", "pix2pix", "--data", "builtin:outlines", "--mask", "center-box")
            .Failed(2, "--mask is an option of --system completion");
        Assert.IsEmpty(Directory.GetFileSystemEntries(_folder.Path));
    }

    private Tool Train(string run, params string[] args)
    {
        List<string> all =
        [
            "train", "--system", "completion", "--out", _folder[run], "--size", "16", "--width", "4", "--batch", "4",
            "--disc-width", "4", "--patch", "16",
        ];
        if (!args.Contains("--steps"))
            all.AddRange(["--steps", "2"]);
        return Tool.Run([.. all, .. args]);
    }

    private JsonElement Json(string file) => JsonDocument.Parse(File.ReadAllText(_folder[file])).RootElement;
}
