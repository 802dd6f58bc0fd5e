using System.Text.Json;
using Ml.Gan.Onnx;
using Ml.Gan.Tests.Data;

namespace Ml.Gan.Tests.Cli.Commands;

[TestClass]
public sealed class TrainCommandTests
{
    [TestMethod]
    public void Leaves_generator_pictures_metrics_and_options()
    {
        using var folder = new TemporaryFolder();
        string output = folder["new/run"];
        var run = Tool.Train(
            output, "--steps", "7", "--sample-every", "3", "--objective", "wasserstein-gp", "--seed", "9");
        run.Succeeded();
        Assert.Contains($"Wrote {Path.Combine(output, "generator.onnx")}", run.Output);
        CollectionAssert.AreEqual(
            new[]
            {
                "README.md", "checkpoints/step-00000007.safetensors", "generator.onnx", "metrics.jsonl", "options.json",
                "samples/step-000003.png", "samples/step-000006.png",
                "samples/step-000007.png", "weights.safetensors",
            },
            Files(output));

        using var generator = OnnxGenerator.Load(Path.Combine(output, "generator.onnx"));
        Assert.AreEqual(5, generator.Info.LatentSize);
        Assert.AreEqual(16, generator.Info.Width);
        Assert.AreEqual("7", generator.Info.Metadata[GeneratorMetadata.Steps]);
        Assert.AreEqual("builtin:glyphs", generator.Info.Metadata[GeneratorMetadata.TrainingData]);

        var metrics = Json(File.ReadLines(Path.Combine(output, "metrics.jsonl")).Last());
        Assert.AreEqual(7, metrics.GetProperty("step").GetInt64());
        foreach (string name in (string[])["d_loss", "g_loss", "d_real", "d_fake", "seconds", "images_per_second"])
            Assert.IsTrue(double.IsFinite(metrics.GetProperty(name).GetDouble()), name);

        var options = Json(File.ReadAllText(Path.Combine(output, "options.json")));
        Assert.AreEqual("builtin:glyphs", options.GetProperty("data").GetString());
        Assert.AreEqual("wasserstein-gp", options.GetProperty("objective").GetString());
        Assert.AreEqual(9, options.GetProperty("seed").GetInt32());
        Assert.AreEqual(7, options.GetProperty("steps").GetInt64());
        Assert.AreEqual(5, options.GetProperty("disc_steps").GetInt32());
        Assert.AreEqual(1e-4, options.GetProperty("learning_rate").GetDouble());
        Assert.AreEqual("adam", options.GetProperty("optimizer").GetString());
    }

    [TestMethod]
    public void Weights_that_can_t_be_written_leave_the_generator()
    {
        using var folder = new TemporaryFolder();
        folder.Write("run/weights.safetensors/in-the-way", [1]);

        var run = Tool.Train(folder["run"], "--steps", "2", "--evaluate-every", "2", "--evaluate-count", "12");

        Assert.AreEqual(1, run.Code);
        Assert.Contains("weights.safetensors': it is a folder", run.Error);
        Assert.Contains("The generator is complete without them", run.Error);
        Assert.DoesNotContain("   at ", run.Error);
        Assert.Contains("Only 12 generated images", run.Error);
        using var generator = OnnxGenerator.Load(folder["run/generator.onnx"]);
        Assert.AreEqual("2", generator.Info.Metadata[GeneratorMetadata.Steps]);
        Assert.IsTrue(File.Exists(folder["run/options.json"]));
    }

    [TestMethod]
    [DataRow("20", "mlp")]
    public void The_network_makes_the_size_that_is_asked_for(string size, string network)
    {
        using var folder = new TemporaryFolder();

        var run = Tool.Run(
            "train", "--data", "builtin:glyphs", "--out", folder["run"], "--size", size, "--steps", "2", "--batch", "2",
            "--latent", "4");

        run.Succeeded();
        Assert.Contains($"Chosen: network {network}", run.Error);
        using var generator = OnnxGenerator.Load(folder["run/generator.onnx"]);
        Assert.AreEqual(int.Parse(size), generator.Info.Width);
    }

    [TestMethod]
    public void Same_seed_gives_the_same_bytes()
    {
        using var folder = new TemporaryFolder();
        foreach ((string name, string seed) in ((string, string)[])[("a", "1"), ("b", "1"), ("c", "2")])
            Tool.Train(folder[name], "--steps", "4", "--seed", seed).Succeeded();
        CollectionAssert.AreEqual(Generator(folder["a"]), Generator(folder["b"]));
        CollectionAssert.AreNotEqual(Generator(folder["a"]), Generator(folder["c"]));
        CollectionAssert.AreEqual(
            File.ReadAllBytes(folder["a/samples/step-000004.png"]),
            File.ReadAllBytes(folder["b/samples/step-000004.png"]));
    }

    [TestMethod]
    public void Writes_a_generator_that_takes_seeds_on_request()
    {
        using var folder = new TemporaryFolder();
        Tool.Train(folder["run"], "--steps", "1", "--seed-input").Succeeded();
        using (var generator = OnnxGenerator.Load(folder["run/generator.onnx"]))
            Assert.IsTrue(generator.Info.TakesSeeds);
        Tool.Run("sample", folder["run/generator.onnx"], "--out", folder["grid.png"]).Succeeded();
    }

    [TestMethod]
    public void Replaces_what_an_earlier_training_left()
    {
        using var folder = new TemporaryFolder();
        Tool.Train(folder["run"], "--steps", "4", "--sample-every", "2").Succeeded();
        byte[] first = Generator(folder["run"]);
        folder.Write("run/samples/mine.png", [1]);
        Tool.Train(folder["run"], "--steps", "3", "--overwrite").Succeeded();
        CollectionAssert.AreEqual(
            new[]
            {
                "README.md", "checkpoints/step-00000003.safetensors", "generator.onnx", "metrics.jsonl", "options.json",
                "samples/mine.png", "samples/step-000003.png",
                "weights.safetensors",
            },
            Files(folder["run"]));
        CollectionAssert.AreNotEqual(first, Generator(folder["run"]));
    }

    [TestMethod]
    public void Trains_an_mlp_for_epochs_on_a_folder_of_images()
    {
        using var folder = new TemporaryFolder();
        for (int i = 0; i < 12; i++)
            folder.Write($"images/{i:00}.png", PictureBytes.Gray(20, 30, (x, y) => (byte)(x * i + y)));
        folder.Write("images/cut.png", PictureBytes.Gray(20, 30, (_, _) => 0)[..^30]);
        var run = Tool.Run(
            "train", "--data", folder["images"], "--out", folder["run"], "--network", "mlp", "--size", "6",
            "--channels", "3", "--batch", "4", "--epochs", "2", "--optimizer", "rmsprop", "--learning-rate", "1e-4",
            "--ema", "0", "--disc-steps", "1");
        run.Succeeded();
        Assert.Contains("Skipped 'cut.png': it is truncated or damaged.", run.Error);
        Assert.Contains("Skipped 1 of 13 images", run.Error);
        Assert.Contains("images: 12 images of 3x6x6", run.Error);
        Assert.Contains("step 6/6", run.Error);
        var options = Json(File.ReadAllText(folder["run/options.json"]));
        Assert.AreEqual(2, options.GetProperty("epochs").GetDouble(), "as asked for");
        Assert.AreEqual(6, options.GetProperty("steps").GetInt64(), "as it comes out");
        Assert.AreEqual(JsonValueKind.Null, options.GetProperty("width").ValueKind);
        Assert.AreEqual(1e-4, options.GetProperty("learning_rate").GetDouble());
        Assert.AreEqual("rmsprop", options.GetProperty("optimizer").GetString());
        using var generator = OnnxGenerator.Load(folder["run/generator.onnx"]);
        Assert.AreEqual("mlp", generator.Info.Network);
        Assert.AreEqual(3, generator.Info.Channels);
    }

    [TestMethod]
    public void Begins_with_the_weights_of_another_training_and_freezes_layers()
    {
        using var folder = new TemporaryFolder();
        Tool.Train(folder["first"], "--steps", "3").Succeeded();
        Tool.Train(folder["next"], "--steps", "1", "--init-from", folder["first"], "--freeze-discriminator", "1")
            .Succeeded();
        var options = Json(File.ReadAllText(folder["next/options.json"]));
        Assert.AreEqual(
            Path.Combine(folder["first"], "weights.safetensors"), options.GetProperty("init_from").GetString());
        Assert.AreEqual(1, options.GetProperty("freeze_discriminator").GetInt32());

        Tool.Train(folder["other"], "--init-from", folder["first"], "--network", "resnet")
            .Failed(1, "are of other networks", "latent size 5", "network dcgan", "width 2");
        string weights = Path.Combine(folder["first"], "weights.safetensors");
        var chosen = Tool.Run(
            "train", "--data", "builtin:glyphs", "--size", "16", "--latent", "5", "--batch", "4", "--steps", "1",
            "--init-from", weights, "--out", folder["chosen"]);
        chosen.Succeeded();
        Assert.Contains($"Chosen: network dcgan, that of '{weights}'", chosen.Error);
        Tool.Train(folder["other"], "--init-from", folder["none"]).Failed(1, "can't be read");
        Tool.Train(folder["other"], "--freeze-discriminator", "1").Failed(2, "--init-from");
        Assert.IsFalse(Directory.Exists(folder["other"]));
    }

    /// <summary>A stop asked for during a step: the step is finished and the generator saved.</summary>
    [TestMethod]
    public void Stops_after_the_step_in_progress()
    {
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        using var error = new WatchingWriter("step 1/", stop.Cancel);
        using var output = new StringWriter();
        int code = Ml.Gan.Cli.CommandLine.Run(
            Tool.Small("builtin:glyphs", folder["run"], "--steps", "100000"),
            new Ml.Gan.Cli.Terminal(output, error, Stop: stop.Token));
        Assert.AreEqual(0, code);
        Assert.Contains("Stopped after step 1 of 100000", output.ToString());
        using var generator = OnnxGenerator.Load(folder["run/generator.onnx"]);
        Assert.AreEqual("1", generator.Info.Metadata[GeneratorMetadata.Steps]);
    }

    [TestMethod]
    public void A_stop_before_the_first_step_leaves_nothing()
    {
        using var folder = new TemporaryFolder();
        Tool.Run(new CancellationToken(true), Tool.Small("builtin:glyphs", folder["a/b"]))
            .Failed(130, "nothing was written");
        Assert.IsEmpty(Directory.GetFileSystemEntries(folder.Path));
    }

    private static byte[] Generator(string folder) => File.ReadAllBytes(Path.Combine(folder, "generator.onnx"));

    private static string[] Files(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;
}
