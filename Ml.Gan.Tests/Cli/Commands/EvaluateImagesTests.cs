using System.Text.Json;
using Ml.Gan.Data;
using Ml.Gan.Metrics;
using Ml.Gan.Tests.Data;

namespace Ml.Gan.Tests.Cli.Commands;

/// <summary><c>mlgan evaluate</c> of images that there are already.</summary>
[TestClass]
public sealed class EvaluateImagesTests
{
    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void RemoveFolder() => _folder.Dispose();

    [TestMethod]
    public void Two_folders_are_compared_by_the_ResNet_18()
    {
        string real = Colors("real", 24, 5), made = Colors("made", 10, 9);
        string[] command = ["evaluate", made, "--data", real, "--metrics", "frechet,kid,precision,recall"];

        var run = Tool.Run(command);

        run.Succeeded();
        Assert.Contains("made: 10 images of 3x16x16", run.Error);
        Assert.Contains("against real: 24 images of 3x16x16", run.Error);
        Assert.Contains("made has 10 images: no more are compared.", run.Error);
        Assert.Contains("Computing ResNet-18 features of 30 images.", run.Error);
        Assert.Contains("10 generated images against 10 real ones of real", run.Output);
        foreach (string metric in (string[])["Fréchet distance", "KID", "precision", "recall"])
            Assert.Contains($"{metric} (ResNet-18 features)", run.Output);
        Assert.DoesNotContain("FID", run.Output);
        Assert.AreEqual(run.Output, Tool.Run(command).Output, "the same seed");
    }

    [TestMethod]
    public void All_real_images_are_compared_where_no_other_ones_are_wanted()
    {
        string real = Colors("real", 24, 5), made = Colors("made", 10, 9), picture = _folder["nearest.png"];
        string[] command =
            ["evaluate", made, "--data", real, "--metrics", "frechet,copies", "--all-real", "--neighbors", picture];

        var run = Tool.Run(command);

        run.Succeeded();
        Assert.Contains("Computing ResNet-18 features of 34 images.", run.Error);
        Assert.Contains("each left of its 3 nearest of 24 real ones", run.Error);
        Assert.Contains("10 generated images against 24 real ones of real", run.Output);
        Assert.DoesNotContain("NaN", run.Output);
        var report = JsonDocument.Parse(Tool.Run([.. command, "--json"]).Output).RootElement;
        Assert.AreEqual(10, report.GetProperty("count").GetInt32());
        Assert.AreEqual(24, report.GetProperty("real_count").GetInt32());
        Assert.IsFalse(report.GetProperty("metrics")[0].TryGetProperty("real", out _));
        Tool.Run("evaluate", made, "--data", "builtin:glyphs", "--all-real").Failed(2, "--all-real", "has no end");
    }

    /// <summary>The figures are those of the images themselves, read and compared in code.</summary>
    [TestMethod]
    public void Figures_are_those_of_all_images()
    {
        string real = Colors("real", 20, 5), made = Colors("made", 10, 9);

        var run = Tool.Run(
            "evaluate", made, "--data", real, "--metrics", "frechet", "--features", "pixels", "--json", "--size", "1");

        run.Succeeded();
        var report = JsonDocument.Parse(run.Output).RootElement;
        Assert.AreEqual(made, report.GetProperty("images").GetString());
        Assert.IsFalse(report.TryGetProperty("model", out _));
        var options = new SampleSourceOptions { Size = 1, Channels = 3 };
        using var given = SampleSource.Open(real, options);
        using var all = SampleSource.Open(made, options);
        long[] compared = [.. RealSamples.Choose(given, 10, trains: false, seed: 1).Compared];
        double expected = FrechetDistance.Squared(
            new SampleRows(Values(given, compared), 3),
            new SampleRows(Values(all, [.. Enumerable.Range(0, 10).Select(i => (long)i)]), 3));
        var metric = report.GetProperty("metrics")[0];
        Assert.AreEqual(expected, metric.GetProperty("value").GetDouble(), 1e-6 * expected);

        static float[] Values(ISampleSource source, long[] indices)
        {
            float[] values = new float[indices.Length * source.Shape.Length];
            source.Read(indices, values);
            return values;
        }
    }

    [TestMethod]
    public void A_folder_against_a_copy_of_it_has_copies_and_other_images_have_none()
    {
        string real = Colors("real", 40, 5), copies = Colors("copies", 20, 5);
        for (int i = 0; i < 20; i++)
            _folder.Write($"others/{i:00}.png", PictureBytes.Png(16, 16, 3, (_, _) => [255, 255, (byte)(10 * i)]));
        Assert.AreEqual(1, Copies(copies));
        Assert.AreEqual(0, Copies(_folder["others"]));

        double Copies(string made)
        {
            var run = Tool.Run(
                "evaluate", made, "--data", real, "--metrics", "copies", "--features", "pixels", "--json");
            var metrics = JsonDocument.Parse(run.Output).RootElement.GetProperty("metrics");
            return metrics[0].GetProperty("value").GetDouble();
        }
    }

    [TestMethod]
    public void Sizes_and_colors_that_differ_are_brought_together_and_told()
    {
        string real = Colors("real", 20, 5);
        for (int i = 0; i < 10; i++)
            _folder.Write($"gray/{i}.png", PictureBytes.Gray(32, 20, (x, y) => (byte)((x * i) + y)));

        var run = Tool.Run(
            "evaluate", _folder["gray"], "--data", real, "--metrics", "frechet", "--features", "pixels");

        run.Succeeded();
        Assert.Contains("gray: 10 images of 3x16x16", run.Error);
        Assert.Contains(
            "The images of gray are 32×20, those of real 16×16: both are compared at 16×16, and their sharpness may "
            + "tell them apart.", run.Error);
        Tool.Run("evaluate", real, "--data", _folder["gray"], "--metrics", "frechet", "--features", "pixels").Failed(
            1, "'gray' has 10 samples; an evaluation needs at least 20.");
        var larger = Tool.Run(
            "evaluate", Colors("more", 10, 7), "--data", real, "--metrics", "frechet", "--features", "pixels", "--size",
            "8");
        larger.Succeeded();
        Assert.Contains("Images of 16×16 are compared at 8×8; --size chooses otherwise.", larger.Error);
    }

    [TestMethod]
    public void Built_in_images_are_compared_with_others_of_their_kind()
    {
        var run = Tool.Run(
            "evaluate", "builtin:glyphs", "--data", "builtin:glyphs", "--count", "60", "--metrics", "copies,frechet",
            "--features", "pixels", "--json");
        run.Succeeded();
        var metrics = JsonDocument.Parse(run.Output).RootElement.GetProperty("metrics");
        Assert.IsLessThan(0.3, metrics[0].GetProperty("value").GetDouble(), "other glyphs, not the same ones");
    }

    [TestMethod]
    public void What_can_t_be_compared_is_refused()
    {
        string real = Colors("real", 20, 5), few = Colors("few", 9, 9);
        Tool.Run("evaluate", few, "--data", real).Failed(
            1, "'few' has 9 samples; an evaluation needs at least 10. Add some.");
        _folder.Write("empty/notes.txt", [1]);
        Tool.Run("evaluate", _folder["empty"], "--data", real).Failed(1, "holds no PNG");
        Tool.Run("evaluate", _folder["none"], "--data", real).Failed(1, "none");
        Tool.Run("evaluate", real, "--data", real, "--conditions", "x.csv").Failed(
            2, "--conditions: Vectors are what a generator is asked for");
        Tool.Run("evaluate", _folder["none.onnx"], "--data", real, "--size", "16").Failed(
            2, "--size: A generator's images are compared in their own size");
        Tool.Run("evaluate", "builtin:glyph", "--data", real).Failed(1, "There are no data 'builtin:glyph'");
        for (int i = 0; i < 12; i++)
            _folder.Write($"broken/{i}.png", i == 3 ? [1, 2] : PictureBytes.Gray(16, 16, (x, y) => (byte)(x * y + i)));
        var run = Tool.Run(
            "evaluate", _folder["broken"], "--data", real, "--metrics", "frechet", "--features", "pixels");
        run.Succeeded();
        Assert.Contains("3.png", run.Error);
        Assert.Contains("broken has 11 images: no more are compared.", run.Error);
    }

    private string Colors(string name, int count, int factor)
    {
        for (int i = 0; i < count; i++)
        {
            byte[] Pixel(int x, int y) =>
                [(byte)(x * i * factor), (byte)(y * i * factor), (byte)(i * factor)];
            _folder.Write($"{name}/{i:00}.png", PictureBytes.Png(16, 16, 3, Pixel));
        }
        return _folder[name];
    }
}
