using System.Text.Json;
using Ml.Gan.Cli.Evaluation;
using Ml.Gan.Data;
using Ml.Gan.Metrics;
using Ml.Gan.Onnx;
using Ml.Gan.Tests.Data;
using Ml.Gan.Tests.Onnx;

namespace Ml.Gan.Tests.Cli.Commands;

[TestClass]
public sealed class EvaluateCommandTests
{
    private static readonly TemporaryFolder Folder = new();
    private static readonly string Model = Path.Combine(Folder.Path, "run", "generator.onnx");

    [ClassInitialize]
    public static void Train(TestContext _) => Tool.Train(Path.Combine(Folder.Path, "run"), "--steps", "2").Succeeded();

    [ClassCleanup]
    public static void RemoveFolder() => Folder.Dispose();

    [TestMethod]
    public void Says_what_the_numbers_are_and_where_the_samples_were_compared()
    {
        var run = Tool.Run("evaluate", Model, "--data", "builtin:glyphs", "--count", "100", "--seed", "2");
        run.Succeeded();
        foreach (string part in (string[])[
            "100 generated images against 100 real ones of builtin:glyphs", "a classifier trained on",
            "held-out samples", "MMD² (classifier features)", "Fréchet distance (classifier features)", "lower",
            "higher", "classes covered"])
            Assert.Contains(part, run.Output);
        Assert.DoesNotContain("FID", run.Output);
        Assert.DoesNotContain("mean of component", run.Output, "images have no such thing");
    }

    [TestMethod]
    public void Gives_the_metrics_that_were_asked_for_as_json()
    {
        string[] command = ["evaluate", Model, "--data", Pictures(30), "--metrics", "frechet,precision", "--json"];
        var run = Tool.Run(command);
        run.Succeeded();
        Assert.Contains("30 images", run.Error);
        Assert.Contains("suffices for 15 images only, not 2000", run.Error);
        var report = JsonDocument.Parse(run.Output).RootElement;
        Assert.AreEqual(15, report.GetProperty("count").GetInt32());
        Assert.AreEqual("pixels", report.GetProperty("feature_space").GetString());
        var metrics = report.GetProperty("metrics").EnumerateArray().ToArray();
        CollectionAssert.AreEqual(
            new[] { "frechet", "precision" }, metrics.Select(m => m.GetProperty("name").GetString()).ToArray());
        Assert.AreEqual("Fréchet distance (pixels)", metrics[0].GetProperty("title").GetString());
        Assert.AreEqual("lower", metrics[0].GetProperty("better").GetString());
        Assert.IsGreaterThan(metrics[0].GetProperty("real").GetDouble(), metrics[0].GetProperty("value").GetDouble());
        Assert.AreEqual(run.Output, Tool.Run(command).Output, "the same seed");
    }

    [TestMethod]
    public void Colors_without_labels_are_compared_by_a_network_and_shown_beside_their_nearest_images()
    {
        Tool.Train(Folder["color"], "--steps", "1", "--channels", "3").Succeeded();
        for (int i = 0; i < 20; i++)
        {
            byte[] Pixel(int x, int y) => [(byte)(x * i), (byte)(y * i), 9];
            Folder.Write($"colors/{i:00}.png", PictureBytes.Png(16, 16, 3, Pixel));
        }

        var run = Tool.Run(
            "evaluate", Folder["color/generator.onnx"], "--data", Folder["colors"], "--metrics",
            "frechet,kid,density,coverage,authenticity", "--neighbors", Folder["nearest.png"]);

        run.Succeeded();
        Assert.Contains("Computing ResNet-18 features of 30 images.", run.Error);
        Assert.Contains("10 generated images nearest to a real one, each left of its 3 nearest of 20", run.Error);
        foreach (string part in (string[])[
            "ResNet-18 features: 512 numbers that 'resnet18.onnx' gives for an image of 224×224",
            "Fréchet distance (ResNet-18 features)", "KID (ResNet-18 features)", "density (ResNet-18 features)",
            "coverage (ResNet-18 features)", "authenticity (ResNet-18 features)"])
            Assert.Contains(part, run.Output);
        byte[] picture = File.ReadAllBytes(Folder["nearest.png"]);
        var (width, height) = (picture[19] + 256 * picture[18], picture[23] + 256 * picture[22]);
        Assert.AreEqual((4 * (16 + 2) + 2) * 4, width, "one generated image and three real ones, four times as large");
        Assert.AreEqual((10 * (16 + 2) + 2) * 4, height);
    }

    [TestMethod]
    public void Features_can_be_chosen()
    {
        string[] command = ["evaluate", Model, "--data", "builtin:glyphs", "--count", "10", "--metrics", "frechet"];

        Assert.Contains("pixels: pixels averaged", Tool.Run([.. command, "--features", "pixels"]).Output);
        Assert.Contains("classifier features", Tool.Run([.. command, "--features", "classifier"]).Output);
        Assert.Contains("ResNet-18 features", Tool.Run([.. command, "--features", "resnet18"]).Output);
        var file = Tool.Run([.. command, "--features", OpenedFeatures.ResNet18File, "--features-range", "unit"]);
        file.Succeeded();
        Assert.Contains("resnet18.onnx features: 512 numbers", file.Output);
        Assert.Contains("(unit pixels)", file.Output);
    }

    [TestMethod]
    public void Features_that_cannot_be_had_are_refused()
    {
        string[] command = ["evaluate", Model, "--data", Pictures(40)];
        Tool Run(params string[] options) => Tool.Run([.. command, .. options]);

        Run("--features", "resnet81").Failed(
            2, "--features: Give classifier, pixels, resnet18 or the .onnx file of a network, not 'resnet81'",
            "did you mean 'resnet18'?");
        Run("--features", "classifier").Failed(2, "--features: a classifier needs images whose classes are known");
        Run("--features-range", "unit").Failed(2, "--features-range says what the pixels of a network are");
        Run("--features", "pixels", "--features-range", "unit").Failed(2, "give the network by --features FILE.onnx");
        Run("--features", "x.onnx", "--features-range", "0-1").Failed(
            2, "--features-range takes imagenet or tanh or unit or bytes or caffe, not '0-1'");
        Run("--features", Folder["none.onnx"]).Failed(1, "There is no file", "none.onnx");
        Run("--features", Model).Failed(1, "'latent float [N, 5]'; a network for features takes one batch of color");
        Run("--neighbors", "nearest.jpg").Failed(2, "--neighbors takes the name of a .png file, not 'nearest.jpg'");
        Run("--neighbors", Folder["nowhere/nearest.png"]).Failed(1, "the folder", "does not exist");
    }

    [TestMethod]
    public void A_program_without_its_network_says_so_and_takes_pixels()
    {
        using var builder = SampleCacheBuilder.ForImages("grays", new SampleShape(1, 32, 32));
        for (int i = 0; i < 40; i++)
            builder.Append(new byte[1024]);
        using var data = builder.Build();
        var notes = new List<string>();
        OpenedFeatures Open(FeatureChoice? asked, string file) =>
            OpenedFeatures.Open(asked, null, data, 100, notes.Add, file);

        using var fallen = Open(null, Folder["none.onnx"]);
        Assert.AreEqual(FeatureChoice.Pixels, fallen.Choice);
        Assert.Contains("pixels averaged to 2×2", fallen.Space!.Description, "as many as 20 samples permit");
        Assert.HasCount(1, notes);
        Assert.Contains("The network for features is not there", notes[0]);
        Assert.Contains("none.onnx", notes[0]);
        Assert.Contains("--features FILE.onnx", notes[0]);
        Assert.ThrowsExactly<FileNotFoundException>(() => Open(FeatureChoice.ResNet18, Folder["none.onnx"]));
        using var there = Open(null, OpenedFeatures.ResNet18File);
        Assert.AreEqual(FeatureChoice.ResNet18, there.Choice);
        Assert.IsInstanceOfType<OnnxFeatures>(there.Space);
        Assert.HasCount(1, notes);
    }

    [TestMethod]
    public void Train_evaluates_in_the_features_that_were_asked_for()
    {
        using var folder = new TemporaryFolder();
        var run = Tool.Train(
            folder["run"], "--steps", "2", "--evaluate-every", "2", "--evaluate-metric", "kid", "--evaluate-count",
            "10", "--features", "resnet18");
        run.Succeeded();

        Assert.Contains("Generated images are evaluated by ResNet-18 features.", run.Error);
        Assert.Contains("after step 2: KID (ResNet-18 features) ", run.Output);
        Assert.Contains("\"features\":\"ResNet-18 features\"", File.ReadAllText(folder["run/evaluation.jsonl"]));
        var options = JsonDocument.Parse(File.ReadAllText(folder["run/options.json"])).RootElement;
        Assert.AreEqual("resnet18", options.GetProperty("features").GetString());
        Assert.AreEqual(10, options.GetProperty("evaluate_count").GetInt32());
        Tool.Train(folder["other"], "--features", "pixels").Failed(
            2, "--features is an option of --evaluate-every; give that too");
        Tool.Train(folder["other"], "--evaluate-every", "1", "--features", "pixels", "--features-range", "unit").Failed(
            2, "--features-range is an option of --features FILE.onnx; give that too");
        Assert.IsFalse(Directory.Exists(folder["other"]));
    }

    [TestMethod]
    public void The_former_names_of_options_still_work_and_say_so()
    {
        var run = Tool.Run("evaluate", Model, "--data", Pictures(30), "--measures=precision", "--json");
        run.Succeeded();
        Assert.Contains("mlgan: --measures is the former name of --metrics.\n", run.Error);
        var metrics = JsonDocument.Parse(run.Output).RootElement.GetProperty("metrics");
        Assert.AreEqual("precision", metrics[0].GetProperty("name").GetString());
        Assert.DoesNotContain("--measures", Tool.Run("evaluate", "--help").Output);
    }

    [TestMethod]
    public void Refuses_what_it_cannot_judge()
    {
        string data = Pictures(19);
        Tool.Run("evaluate", Model, "--data", data).Failed(1, "has 19 samples", "at least 20");
        Tool.Run("evaluate", Model, "--data", Folder["nowhere"]).Failed(1, "does not exist");
        Tool.Run("evaluate", Folder["none.onnx"], "--data", data).Failed(1, "none.onnx");
        File.WriteAllBytes(Folder["vector.onnx"], Generators.Vector(4));
        Tool.Run("evaluate", Folder["vector.onnx"], "--data", data).Failed(
            1, "square images of 1 or 3 channels", "GeneratorEvaluation");
        Tool.Run("evaluate", Model, "--data", data, "--metrics", "fid").Failed(2, "There is no metric 'fid'", "mmd");
        Tool.Run("evaluate", Model, "--data", Pictures(40), "--metrics", "classes")
            .Failed(2, "'classes' does not apply", "labeled");
        Tool.Run("evaluate", Model, "--data", data, "--count", "9").Failed(2, "--count takes a whole number from 10");
        Tool.Run("evaluate", Model).Failed(2, "'--data' is required");
    }

    [TestMethod]
    public void Train_keeps_the_best_generator_and_stops_when_it_gets_no_better()
    {
        using var folder = new TemporaryFolder();
        var run = Tool.Train(
            folder["run"], "--steps", "40", "--evaluate-every", "1", "--evaluate-metric", "precision", "--patience",
            "2");
        run.Succeeded();

        string[] lines = File.ReadAllLines(folder["run/evaluation.jsonl"]);
        Assert.HasCount(3, lines, "an untrained generator has a precision of 0");
        Assert.Contains("Stopped after step 3 of 40", run.Output);
        Assert.Contains("as it was after step 1", run.Output);
        using var generator = OnnxGenerator.Load(folder["run/generator.onnx"]);
        Assert.AreEqual("1", generator.Info.Metadata[GeneratorMetadata.Steps]);
        Tool.Train(folder["run"], "--steps", "1", "--overwrite").Succeeded();
        Assert.IsFalse(File.Exists(folder["run/evaluation.jsonl"]), "it told of the earlier training");
    }

    [TestMethod]
    public void Patience_needs_evaluations() =>
        Tool.Train(Folder["never"], "--patience", "3").Failed(2, "--patience", "--evaluate-every");

    private static string Pictures(int count)
    {
        for (int i = 0; i < count; i++)
            Folder.Write($"{count}/{i:00}.png", PictureBytes.Gray(16, 16, (x, y) => (byte)(x * i + y)));
        return Folder[$"{count}"];
    }
}
