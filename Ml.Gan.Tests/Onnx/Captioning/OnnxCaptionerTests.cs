using Ml.Gan.Onnx;

namespace Ml.Gan.Tests.Onnx.Captioning;

[TestClass]
public sealed class OnnxCaptionerTests
{
    private static readonly float[] s_bright = [0.5f, 0.25f, -0.1f, 0.9f], s_dark = [-1, 0.5f, -0.5f, 0.25f];

    [TestMethod]
    public void Each_caption_is_that_of_its_row_of_noise()
    {
        using var captioner = OnnxCaptioner.Load(Captioners.Captioner(), Captioners.Options);
        float[] noise = LatentNoise.Rows(16, Captioners.LatentSize, seed: 3);

        var captions = captioner.Caption([.. s_bright, .. s_dark], count: 8, seed: 3);

        Assert.HasCount(2, captions);
        for (int i = 0; i < 16; i++)
            Assert.AreEqual(
                Captioners.Expected(i < 8 ? s_bright : s_dark, noise.AsSpan(2 * i, 2)), captions[i / 8][i % 8]);
        Assert.IsGreaterThan(2, captions[0].Distinct().Count(), "the noise says which");
        Assert.HasCount(OnnxCaptioner.DefaultCount, captioner.Caption(s_dark)[0]);
        Assert.IsEmpty(captioner.Caption([]));
    }

    [TestMethod]
    public void Batches_don_t_change_what_is_written()
    {
        float[] images = OnnxRun.Numbers(5 * Captioners.Pixels, 1);
        using var whole = OnnxCaptioner.Load(Captioners.Captioner(), Captioners.Options);
        using var parts = OnnxCaptioner.Load(Captioners.Captioner(), Captioners.Options with { BatchSize = 4 });
        CollectionAssert.AreEqual(
            whole.Caption(images, 3).SelectMany(own => own).ToArray(),
            parts.Caption(images, 3).SelectMany(own => own).ToArray());
    }

    /// <summary>In the range from 0 to 1 no image but a black one is dark.</summary>
    [TestMethod]
    public void Bytes_are_spread_over_the_range_of_values()
    {
        byte[] pixels = [10, 20, 30, 40];
        using var usual = OnnxCaptioner.Load(Captioners.Captioner(), Captioners.Options);
        using var unit = OnnxCaptioner.Load(
            Captioners.Captioner((CaptionerMetadata.ValueRange, "0,1")), Captioners.Options);
        Assert.StartsWith("dark", usual.CaptionPixels(pixels, 1)[0][0]);
        Assert.StartsWith("bright", unit.CaptionPixels(pixels, 1)[0][0]);
        float[] values = [.. pixels.Select(pixel => pixel / 127.5f - 1)];
        CollectionAssert.AreEqual(
            usual.Caption(values, 4, 9)[0].ToArray(), usual.CaptionPixels(pixels, 4, 9)[0].ToArray());
    }

    /// <summary>
    /// Colors are read pixel by pixel and given plane by plane: here the first plane alone, red, is bright.
    /// </summary>
    [TestMethod]
    public void Pixels_become_planes()
    {
        var graph = new OnnxGraph("colors");
        graph.Metadata[CaptionerMetadata.Vocabulary] = Captioners.Vocabulary;
        var image = graph.Reshape("pixels", graph.Input("image", null, 3, 1, 2), -1, 6);
        var padded = graph.Concat("all", [image, graph.Input("noise", null, 1)]);
        graph.Output("tokens", graph.Node("Cast", "ids",
            [graph.Linear("ids.float", padded, [1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0], [3.5f, 3.5f], 2)],
            [null, 2], ("to", (long)OnnxElementType.Int64)));
        using var captioner = OnnxCaptioner.Load(graph.ToBytes(), Captioners.Options);

        // Red of the first pixel is −1, so that the word is ⌊2.5⌋; that of the second is 1, ⌊4.5⌋.
        Assert.AreEqual("bright dot", captioner.CaptionPixels([0, 9, 9, 255, 9, 9], 1)[0][0]);
    }

    [TestMethod]
    public void What_does_not_fit_is_refused()
    {
        using var captioner = OnnxCaptioner.Load(Captioners.Captioner(), Captioners.Options);
        Thrown.With<ArgumentException>(
            "5 values are no whole number of images of 1×2×2 (4 values each).", () => captioner.Caption(new float[5]));
        Thrown.With<ArgumentException>(
            "6 values are no whole number of images", () => captioner.CaptionPixels(new byte[6]));
        Thrown.With<ArgumentException>(
            "Value 1 of image 1 is NaN; expected a finite number.",
            () => captioner.Caption([0, 0, 0, 0, 0, float.NaN, 0, 0]));
        Thrown.With<ArgumentOutOfRangeException>("count", () => captioner.Caption(s_dark, 0));
        Thrown.With<ArgumentOutOfRangeException>(
            "count", () => captioner.Caption([.. s_dark, .. s_dark], int.MaxValue / 2 + 1));
    }

    [TestMethod]
    public void A_word_that_the_vocabulary_has_not_is_the_files_fault()
    {
        using var captioner = OnnxCaptioner.Load(
            Captioners.Captioner((CaptionerMetadata.Vocabulary, """["", "<unknown>", "bright"]""")),
            Captioners.Options);
        Thrown.With<GanOnnxException>(
            "The model in memory gives the word 3, but its vocabulary has 3 words.", () => captioner.Caption(s_dark));
    }

    [TestMethod]
    public void Threads_may_caption_at_once()
    {
        using var captioner = OnnxCaptioner.Load(Captioners.Captioner(), Captioners.Options);
        Parallel.For(0, 40, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            float[] image = OnnxRun.Numbers(Captioners.Pixels, i);
            float[] noise = LatentNoise.Rows(1, Captioners.LatentSize, i);
            Assert.AreEqual(Captioners.Expected(image, noise), captioner.Caption(image, 1, i)[0][0]);
        });
    }

    [TestMethod]
    public void It_is_canceled()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        using var captioner = OnnxCaptioner.Load(Captioners.Captioner(), Captioners.Options);
        using var evaluator = OnnxCaptionEvaluator.Load(Captioners.Evaluator(), Captioners.Options);
        Assert.ThrowsExactly<OperationCanceledException>(() => captioner.Caption(s_dark, 5, 1, stop.Token));
        Assert.ThrowsExactly<OperationCanceledException>(
            () => evaluator.Score(s_dark, [(string[])["dark"]], stop.Token));
    }

    [TestMethod]
    public void Disposed_ones_refuse_and_keep_what_they_are()
    {
        var captioner = OnnxCaptioner.Load(Captioners.Captioner(), Captioners.Options);
        var evaluator = OnnxCaptionEvaluator.Load(Captioners.Evaluator(), Captioners.Options);
        captioner.Dispose();
        captioner.Dispose();
        evaluator.Dispose();
        Assert.ThrowsExactly<ObjectDisposedException>(() => captioner.Caption(s_dark));
        Assert.ThrowsExactly<ObjectDisposedException>(() => captioner.CaptionPixels(new byte[4]));
        Assert.ThrowsExactly<ObjectDisposedException>(() => evaluator.Score(s_dark, [(string[])["dark"]]));
        Assert.AreEqual((2, 0), (captioner.Info.LatentSize, evaluator.Info.LatentSize));
        Assert.StartsWith("CPU", captioner.DeviceDescription);
    }

    [TestMethod]
    public void Scores_are_those_of_ids_and_images()
    {
        using var evaluator = OnnxCaptionEvaluator.Load(
            Captioners.Evaluator(), Captioners.Options with { BatchSize = 2 });
        var scores = evaluator.Score(
            [.. s_bright, .. s_dark, .. s_bright],
            [(string[])["Bright dot!", "DARK spot"], [], (string[])["a dot ! ! !", "dark"]]);

        Assert.HasCount(3, scores);
        Assert.AreEqual(Captioners.ExpectedScore(s_bright, 2, 4, 6), scores[0][0], 1e-6);
        Assert.AreEqual(Captioners.ExpectedScore(s_bright, 3, 5, 0), scores[0][1], 1e-6);
        Assert.IsEmpty(scores[1]);
        Assert.AreEqual(
            Captioners.ExpectedScore(s_bright, 1, 4, 6), scores[2][0], 1e-6, "an unknown word, and three at most");
        Assert.AreEqual(Captioners.ExpectedScore(s_bright, 3, 0, 0), scores[2][1], 1e-6);
        byte[] pixels = [200, 100, 50, 25];
        float[] values = [.. pixels.Select(pixel => pixel / 127.5f - 1)];
        Assert.AreEqual(
            Captioners.ExpectedScore(values, 3, 0, 0), evaluator.ScorePixels(pixels, [(string[])["dark"]])[0][0], 1e-6);
        Thrown.With<ArgumentException>("The caption '  ' has no words.", () => evaluator.Score(
            s_dark, [(string[])["  "]]));
        Thrown.With<ArgumentException>("There are 1 images, but captions of 2.", () => evaluator.Score(
            s_dark, [(string[])["dark"], (string[])["dark"]]));
    }
}
