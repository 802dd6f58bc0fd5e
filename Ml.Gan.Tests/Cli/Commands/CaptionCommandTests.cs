using System.Text.Json;
using Ml.Gan.Metrics;
using Ml.Gan.Onnx;
using Ml.Gan.Tests.Data;
using Ml.Gan.Tests.Onnx;
using Ml.Gan.Tests.Onnx.Captioning;

namespace Ml.Gan.Tests.Cli.Commands;

[TestClass]
public sealed class CaptionCommandTests
{
    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void RemoveFolder() => _folder.Dispose();

    private string Model => _folder.Write("captioner.onnx", Captioners.Captioner());

    private string Evaluator => _folder.Write("evaluator.onnx", Captioners.Evaluator());

    [TestMethod]
    public void Each_image_gets_its_captions_with_their_scores()
    {
        string bright = Picture("in/bright.png", 200), dark = Picture("in/sub/dark.png", 20);

        var run = Run(Model, _folder["in"], "--count", "3", "--seed", "5", "--evaluator", Evaluator, "--device", "cpu");

        run.Succeeded();
        float[] noise = LatentNoise.Rows(3, Captioners.LatentSize, 5);
        var expected = new List<string>();
        foreach (var (path, level) in ((string, int)[])[(bright, 200), (dark, 20)])
        {
            float value = level / 127.5f - 1;
            float[] image = [value, value, value, value];
            expected.Add(path);
            for (int i = 0; i < 3; i++)
            {
                string caption = Captioners.Expected(image, noise.AsSpan(2 * i, 2));
                string[] words = caption.Replace("!", " !").Split(' ');
                int[] ids = [.. words.Select(word => Array.IndexOf(Captioners.Words, word))];
                double score = Captioners.ExpectedScore(image, ids[0], ids[1], ids.Length > 2 ? ids[2] : 0);
                expected.Add($"  {score:F2}  {caption}");
            }
        }
        string[] lines = run.Output.TrimEnd().Split('\n');
        CollectionAssert.AreEqual(expected, lines[..^1]);
        Assert.StartsWith("2 images: score 0.", lines[^1]);
        Assert.Contains("distinct-1", lines[^1]);
        Assert.Contains("CPU", run.Error);
        Assert.AreEqual(
            run.Output,
            Run(Model, _folder["in"], "--count", "3", "--seed", "5", "--evaluator", Evaluator).Output, "the same seed");
    }

    [TestMethod]
    public void References_give_measures_as_json()
    {
        string a = Picture("in/a.png", 200), b = Picture("in/b.png", 20);
        string references = _folder.Write(
            "said.csv",
            "file,caption\na.png,Bright spot!\n./a.png,a bright dot\nb.png,\"A dark, small spot\"\nother.png,a cat\n"u8
                .ToArray());

        var run = Run(Model, a, b, "--count", "2", "--references", references, "--json");

        run.Succeeded();
        var report = JsonDocument.Parse(run.Output).RootElement;
        var images = report.GetProperty("images").EnumerateArray().ToArray();
        CollectionAssert.AreEqual(
            new[] { a, b }, images.Select(image => image.GetProperty("file").GetString()).ToArray());
        string[][] captions =
        [
            .. images.Select(image => image.GetProperty("captions").EnumerateArray()
                .Select(caption => caption.GetProperty("caption").GetString()!).ToArray()),
        ];
        string[][][] said = [[["bright", "spot", "!"], ["a", "bright", "dot"]], [["a", "dark", ",", "small", "spot"]]];
        var measures = report.GetProperty("measures");
        double[] bleu = [.. Rounds().Select(round => CaptionMetrics.Bleu(round, said))];
        double[] cider = [.. Rounds().Select(round => CaptionMetrics.CiderD(round, said))];
        Assert.AreEqual(bleu.Average(), measures.GetProperty("bleu_4").GetDouble(), 1e-12);
        Assert.AreEqual(cider.Average(), measures.GetProperty("cider_d").GetDouble(), 1e-12);
        Assert.IsGreaterThan(0, cider.Average());
        Assert.AreEqual(
            CaptionMetrics.DistinctN([.. captions.SelectMany(own => own.Select(Words))], 2),
            measures.GetProperty("corpus_distinct_2").GetDouble(), 1e-12);
        Assert.AreEqual(JsonValueKind.Null, measures.GetProperty("evaluator").ValueKind);

        IEnumerable<string[][]> Rounds() =>
            Enumerable.Range(0, 2).Select(k => captions.Select(own => Words(own[k])).ToArray());
        static string[] Words(string caption) => caption.Replace("!", " !").Split(' ');
    }

    [TestMethod]
    public void Images_that_can_t_be_read_are_named_and_the_rest_gets_captions()
    {
        string good = Picture("good.png", 200), bad = _folder.Write("bad.png", [1, 2, 3]);
        var run = Run(Model, bad, good, "--count", "1");
        Assert.AreEqual(1, run.Code);
        Assert.Contains($"Skipped '{bad}': it ", run.Error);
        Assert.Contains("1 of 2 images can't be read; they are named above.", run.Error);
        Assert.StartsWith($"{good}\n  bright ", run.Output);
    }

    [TestMethod]
    public void What_can_t_be_done_is_refused()
    {
        string image = Picture("a.png", 9), generator = _folder.Write("generator.onnx", Generators.Image());
        string references = _folder.Write("said.csv", "b.png,a cat\n"u8.ToArray());
        Run(generator, image).Failed(1, $"'{generator}' is a generator but not a captioner");
        Run(Evaluator, image).Failed(1, "is an evaluator of captions but not a captioner");
        Run(Model, image, "--evaluator", Model).Failed(1, "is a captioner but not an evaluator of captions");
        Run(Model, image, "--references", references).Failed(
            1, $"'{references}' has no caption of 1 image: 'a.png'. Give the images that it names, or add rows.");
        Run(Model, image, "--references", _folder["none.csv"]).Failed(1, "none.csv");
        Run(Model, _folder["none"]).Failed(1, $"There is no file or folder '{_folder["none"]}'");
        Run(_folder["none.onnx"], image).Failed(1, "Expected an ONNX model of a captioner.");
        Run(Model).Failed(2, "caption needs IMAGE: image files, and folders of images.");
        Run(Model, image, "--count", "0").Failed(2, "--count takes a whole number from 1 to 1000, not '0'");
        Tool.Run("sample", Model, "--out", _folder["x.png"]).Failed(
            1, "is a captioner but not a generator (caption images with 'mlgan caption'");
    }

    [TestMethod]
    public void Stopped_it_says_how_many_images_have_captions()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var run = Tool.Run(stop.Token, "caption", Model, Picture("a.png", 9));
        Assert.AreEqual(130, run.Code);
        Assert.Contains("Stopped: 0 of 1 images have captions.", run.Error);
    }

    [TestMethod]
    public void Info_shows_captioners_and_evaluators()
    {
        var run = Tool.Run("info", Model);
        run.Succeeded();
        foreach (string part in (string[])["image float [N, 1, 2, 2]", "noise float [N, 2]", "tokens int64 [N, 3]",
            "of at most 3 words", "5: bright, dark, dot, spot, !"])
            Assert.Contains(part, run.Output);
        Assert.DoesNotContain("<unknown>", run.Output);
        var json = JsonDocument.Parse(Tool.Run("info", Evaluator, "--json").Output).RootElement;
        Assert.AreEqual("evaluator", json.GetProperty("kind").GetString());
        Assert.AreEqual(7, json.GetProperty("vocabulary").GetArrayLength());
        Assert.Contains("captions of at most 3 words", Tool.Run("info", Evaluator).Output);
    }

    private string Picture(string name, byte level) => _folder.Write(name, PictureBytes.Gray(4, 4, (_, _) => level));

    private static Tool Run(params string[] args) => Tool.Run(["caption", .. args]);
}
