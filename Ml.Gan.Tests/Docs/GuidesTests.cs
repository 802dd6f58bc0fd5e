using Microsoft.ML.OnnxRuntime;
using Ml.Gan.Onnx;
using Ml.Gan.Tests.Cli;
using Ml.Gan.Tests.Data;
using Ml.Gan.Tests.Notebooks;
using Ml.Gan.Tests.Onnx;
using Ml.Gan.Tests.Onnx.Translating;
using Ml.Gan.Tests.Training.TensorBoard;

namespace Ml.Gan.Tests.Docs;

/// <summary>Programs of docs/ that run as they stand, on what a test gives them.</summary>
[TestClass]
public sealed class GuidesTests
{
    [TestMethod]
    public void A_pipeline_learns_from_a_folder_of_photos_and_an_app_morphs()
    {
        using var folder = new WorkingFolder();
        Directory.CreateDirectory("photos");
        for (int i = 0; i < 64; i++)
            File.WriteAllBytes(Path.Combine("photos", $"{i}.png"), RandomPhoto(i));

        new Document("docs/pipelines.md").Snippet("Images of a folder").WithSteps(1).Run();
        Assert.IsTrue(File.Exists("pipeline.zip"));

        new Document("docs/deployment.md").Snippet("An app that samples").Run();
        Assert.IsTrue(File.Exists("morph.png"));
    }

    [TestMethod]
    public void A_pipeline_applies_a_file_that_takes_seeds()
    {
        using var folder = new WorkingFolder();
        Tool.Run(
            "train", "--data", "builtin:glyphs", "--size", "16", "--network", "mlp", "--learning-rate", "0.01",
            "--steps", "60", "--out", "out/photos")
            .Succeeded();
        var document = new Document("docs/pipelines.md");
        string export = document.Commands.Single(command => command.Contains("--seed-input", StringComparison.Ordinal));
        Tool.Run(export.Split(' ')[1..]).Succeeded();

        string printed = Printed(document.Snippet("A file that there is already").Run);

        using var session = new InferenceSession("seeded.onnx");
        using var seeds = OrtValue.CreateTensorValueFromMemory([.. Enumerable.Range(1, 16).Select(i => (long)i)], [16]);
        using var options = new RunOptions();
        using var images = session.Run(options, ["seed"], [seeds], ["image"]);
        string[] expected =
        [
            .. images[0].GetTensorDataAsSpan<float>().ToArray().Chunk(16 * 16)
                .Select(image => $"256 values from {image.Min():F2} to {image.Max():F2}"),
        ];
        CollectionAssert.AreEqual(expected, printed.TrimEnd().Split(Environment.NewLine));
        Assert.AreNotEqual(expected[0], expected[1]);
    }

    [TestMethod]
    public void A_training_is_watched_by_a_page_and_event_files()
    {
        using var folder = new WorkingFolder();
        new Document("docs/training-progress.md").Snippet("From C#").WithSteps(1).Run();
        var events = EventReader.ReadFolder("out/events");
        Assert.IsTrue(events.Any(value => value.Tag == "losses/g_loss"));
        Assert.IsTrue(events.Any(value => value.Tag == "samples" && value.Image is not null));
        Assert.IsTrue(File.Exists("metrics.jsonl"));
    }

    [TestMethod]
    public void An_app_asks_for_what_it_wants()
    {
        using var folder = new WorkingFolder();
        byte[] model = EchoGenerator.Bytes("""["cat", "dog", "eel"]""", codes: "3,c2", image: true);
        File.WriteAllBytes("animals.onnx", model);

        new Document("docs/conditions.md").Snippet("In an app").Run();

        using var generator = OnnxGenerator.Load("animals.onnx");
        var dogs = generator.Sample(64, seed: 1, new GeneratorConditions { Labels = [1] });
        CollectionAssert.AreEqual(ImageGrid.Create(dogs).ToPng(), File.ReadAllBytes("dogs.png"));
        Assert.IsTrue(File.Exists("in-turn.png"));
        Assert.IsTrue(File.Exists("traversal.png"));
    }

    [TestMethod]
    public void A_translator_is_trained_and_exported()
    {
        using var folder = new WorkingFolder();
        new Document("docs/translation.md").Snippet("Train").WithSteps(1).Run();
        using var translator = OnnxTranslator.Load("translator.onnx");
        Assert.AreEqual((1, 3), (translator.Info.InputChannels, translator.Info.OutputChannels));
    }

    [TestMethod]
    public void An_app_translates_a_photo()
    {
        using var folder = new WorkingFolder();
        File.WriteAllBytes("photo.jpg", PictureBytes.Jpeg(components: 1));
        File.WriteAllBytes("translator.onnx", Translators.Inversion(channels: 3));

        new Document("docs/translation.md").Snippet("From an app").Run();

        byte[] dark = [.. Enumerable.Repeat((byte)(255 - PictureBytes.JpegValue), 64 * 64 * 3)];
        CollectionAssert.AreEqual(PngEncoder.Encode(dark, 64, 64, channels: 3), File.ReadAllBytes("result.png"));
    }

    [TestMethod]
    public void A_pipeline_learns_to_translate_pairs()
    {
        using var folder = new WorkingFolder();
        foreach (string side in (string[])["input", "target"])
        {
            Directory.CreateDirectory(Path.Combine("pairs", side));
            for (int i = 0; i < 16; i++)
                File.WriteAllBytes(Path.Combine("pairs", side, $"{i}.png"), RandomPhoto(i + side.Length));
        }

        var snippet = new Document("docs/translation.md").Snippet("In an ML.NET pipeline").WithSteps(1);
        const string Whole = "ImageSize = 128,";
        StringAssert.Contains(snippet.Code, Whole);
        const string Small = "ImageSize = 32, PatchSize = 16, ImageChannels = 1,";
        new Snippet(snippet.Code.Replace(Whole, Small, StringComparison.Ordinal)).Run();

        Assert.IsTrue(File.Exists("translator.zip"));
        using var translated = SkiaSharp.SKBitmap.Decode("translated.png");
        Assert.AreEqual(32, translated.Width);
        using var translator = OnnxTranslator.Load("translator.onnx");
        Assert.AreEqual("pix2pix", translator.Info.System);
    }

    private static string Printed(Action program)
    {
        var console = Console.Out;
        using var printed = new StringWriter();
        Console.SetOut(printed);
        try
        {
            program();
        }
        finally
        {
            Console.SetOut(console);
        }
        return printed.ToString();
    }

    private static byte[] RandomPhoto(int seed)
    {
        byte[] pixels = new byte[80 * 60 * 3];
        new Random(seed).NextBytes(pixels);
        return PngEncoder.Encode(pixels, width: 80, height: 60, channels: 3);
    }
}
