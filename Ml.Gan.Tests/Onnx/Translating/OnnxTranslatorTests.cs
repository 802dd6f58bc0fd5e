using Ml.Gan.Onnx;

namespace Ml.Gan.Tests.Onnx.Translating;

/// <summary>Images in one piece: sizes, channels, scales, bytes, and what is refused.</summary>
[TestClass]
public sealed class OnnxTranslatorTests
{
    [TestMethod]
    [DataRow(1, 1, 1)]
    [DataRow(3, 7, 5)]
    [DataRow(2, 33, 65)]
    public void Images_of_any_size_and_number_are_translated(int count, int height, int width)
    {
        using var translator = Translators.Load(Translators.Inversion(channels: 3));
        float[] images = OnnxRun.Numbers(count * 3 * height * width, 1);

        var results = translator.Translate(images, count, height, width);

        Assert.AreEqual(
            (count, 3, height, width), (results.Count, results.Channels, results.Height, results.Width));
        OnnxRun.AreClose([.. images.Select(value => -value)], results.Values.Span, 0);
    }

    [TestMethod]
    public void A_convolution_is_that_of_its_definition()
    {
        float[] weights = OnnxRun.Numbers(9, 1), images = OnnxRun.Numbers(2 * 9 * 14, 2);
        using var translator = Translators.Load(Translators.Convolution(weights, kernel: 3));
        var results = translator.Translate(images, 2, 9, 14);
        for (int i = 0; i < 2; i++)
            OnnxRun.AreClose(
                Translators.Convolved(images.AsSpan(i * 9 * 14, 9 * 14), 9, 14, weights, kernel: 3), results[i]);
    }

    [TestMethod]
    public void Results_are_larger_by_the_scale()
    {
        using var translator = Translators.Load(Translators.Doubling());
        float[] image = OnnxRun.Numbers(5 * 8, 1);
        var results = translator.Translate(image, 1, 5, 8);
        Assert.AreEqual((1, 10, 16), (results.Count, results.Height, results.Width));
        OnnxRun.AreClose(Translators.Doubled(image, 5, 8), results[0], 0);
    }

    /// <summary>Of 6 rows 8 are made: row 6 is row 4, row 7 is row 3.</summary>
    [TestMethod]
    [DataRow(6, 9)]
    [DataRow(4, 8)]
    [DataRow(1, 2)]
    [DataRow(17, 1)]
    public void Sizes_that_are_no_multiples_are_padded_by_reflection_and_cropped(int height, int width)
    {
        using var translator = Translators.Load(Translators.Blocks());
        float[] image = OnnxRun.Numbers(height * width, 1);

        var result = translator.Translate(image, 1, height, width);

        float[] expected = new float[image.Length];
        for (int i = 0; i < image.Length; i++)
        {
            double sum = 0;
            for (int k = 0; k < 16; k++)
                sum += image[
                    (Mirrored((i / width / 4 * 4) + (k / 4), height) * width)
                    + Mirrored((i % width / 4 * 4) + (k % 4), width)];
            expected[i] = (float)(sum / 16);
        }

        OnnxRun.AreClose(expected, result.Values.Span);

        static int Mirrored(int place, int side)
        {
            while (place >= side)
                place = side == 1 ? 0 : Math.Abs((2 * (side - 1)) - place);
            return place;
        }
    }

    /// <summary>Of two pixels, 1 and 0, eight by eight are made, as the network mirrors seven at each edge.</summary>
    [TestMethod]
    public void Tiny_images_are_padded_where_the_network_mirrors_its_edges()
    {
        const int Edge = 7, Kernel = (2 * Edge) + 1;
        float[] mean = [.. Enumerable.Repeat(1f / (Kernel * Kernel), Kernel * Kernel)];
        using var translator = Translators.Load(Translators.Bytes((graph, input) => graph.Node(
            "Conv", "mean",
            [graph.ReflectionPad2d("edges", input, Edge), graph.Constant("weight", mean, 1, 1, Kernel, Kernel)],
            [null, 1, null, null])));
        OnnxRun.AreClose([7 / 15f, 8 / 15f], translator.Translate([1, 0], 1, 1, 2).Values.Span);
        OnnxRun.AreClose([7 / 15f, 8 / 15f], translator.Translate([1, 0], 1, 2, 1).Values.Span);
    }

    [TestMethod]
    public void Batches_don_t_change_what_is_made()
    {
        float[] weights = OnnxRun.Numbers(9, 1), images = OnnxRun.Numbers(11 * 16 * 16, 2);
        byte[] model = Translators.Convolution(weights, kernel: 3);
        using var one = OnnxTranslator.Load(model, Translators.Options with { BatchSize = 1 });
        using var four = OnnxTranslator.Load(model, Translators.Options with { BatchSize = 4 });
        using var three = Translators.Load(model, tile: 28); // three images are 768 of its 784 pixels
        float[] expected = one.Translate(images, 11, 16, 16).Values.ToArray();
        OnnxRun.AreClose(expected, four.Translate(images, 11, 16, 16).Values.Span);
        OnnxRun.AreClose(expected, three.Translate(images, 11, 16, 16).Values.Span);
        Assert.AreEqual(0, one.Translate([], 0, 16, 16).Count);
    }

    [TestMethod]
    public void Bytes_are_spread_over_the_range_of_values()
    {
        byte[] pixels = [.. Enumerable.Range(0, 256).SelectMany(i => (byte[])[(byte)i, (byte)(255 - i), 7])];
        using var inversion = Translators.Load(Translators.Inversion(channels: 3));
        CollectionAssert.AreEqual(
            pixels.Select(pixel => (byte)(255 - pixel)).ToArray(), inversion.TranslatePixels(pixels, 1, 16, 16));

        float[] values = [.. Enumerable.Range(0, 256).Select(i => (i - 127.5f) / 127.5f)];
        byte[] gray = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];
        using var blur = Translators.Load(Translators.Convolution([.. Enumerable.Repeat(1 / 9f, 9)], kernel: 3));
        CollectionAssert.AreEqual(
            blur.Translate(values, 1, 16, 16).ToPixels(0), blur.TranslatePixels(gray, 1, 16, 16));

        using var ofSigmoid = Translators.Load(Translators.Bytes(
            (graph, input) => Translators.Convolved(graph, input, [0.5f], kernel: 1), 1,
            (TranslatorMetadata.ValueRange, "0,1")));
        CollectionAssert.AreEqual(new byte[] { 0, 50, 100 }, ofSigmoid.TranslatePixels([0, 100, 200], 1, 1, 3));
    }

    [TestMethod]
    public void Memory_around_the_destination_stays_untouched()
    {
        using var translator = Translators.Load(Translators.Inversion());
        float[] memory = [.. Enumerable.Repeat(9f, 20)];
        translator.TranslateInto([1, 2, 3, 4, 5, 6], 1, 2, 3, memory.AsSpan(7, 6));
        CollectionAssert.AreEqual(
            new float[] { 9, 9, 9, 9, 9, 9, 9, -1, -2, -3, -4, -5, -6, 9, 9, 9, 9, 9, 9, 9 }, memory);
    }

    [TestMethod]
    public void What_does_not_fit_is_refused()
    {
        using var translator = Translators.Load(Translators.Doubling());
        float[] image = new float[12];
        Thrown.With<ArgumentException>(
            "1 images of 4×3 pixels with 1 channels are 12 numbers; got 11",
            () => translator.Translate(image.AsSpan(1), 1, 3, 4));
        Thrown.With<ArgumentException>(
            "The results are 48 numbers, 1 images of 8×6 pixels", () => translator.TranslateInto(
                image, 1, 3, 4, new float[47]));
        Thrown.With<ArgumentOutOfRangeException>("height", () => translator.Translate(image, 1, 0, 4));
        Thrown.With<ArgumentOutOfRangeException>("width", () => translator.TranslatePixels([], 1, 3, -1));
        Thrown.With<ArgumentOutOfRangeException>("count", () => translator.Translate(image, -1, 3, 4));
        Thrown.With<ArgumentOutOfRangeException>(
            "results of 200000×200000 pixels don't fit", () => translator.Translate(image, 1, 100_000, 100_000));
        image[7] = float.NaN;
        Thrown.With<ArgumentException>(
            "Value 1 of channel 0 of image 1 is NaN", () => translator.Translate(image, 2, 2, 3));
        image[7] = float.PositiveInfinity;
        Thrown.With<ArgumentException>("is Infinity", () => translator.Translate(image, 1, 3, 4));
        using var same = Translators.Load(Translators.Identity());
        float[] memory = new float[20];
        Thrown.With<ArgumentException>(
            "over the images", () => same.TranslateInto(memory.AsSpan(0, 12), 1, 3, 4, memory.AsSpan(8, 12)));
    }

    /// <summary>The file doesn't say that sizes have to be multiples of 4, which 10 isn't.</summary>
    [TestMethod]
    public void A_size_that_the_network_can_t_take_is_its_failure()
    {
        using var translator = Translators.Load(Translators.Blocks(says: "1"));
        OnnxRun.AreClose(new float[64], translator.Translate(new float[64], 1, 8, 8).Values.Span);
        Thrown.With<GanOnnxException>(
            "ONNX Runtime failed while running The model in memory",
            () => translator.Translate(new float[100], 1, 10, 10));
    }

    [TestMethod]
    public void Threads_may_translate_images_of_different_sizes_at_once()
    {
        float[] weights = OnnxRun.Numbers(25, 1);
        using var translator = Translators.Load(Translators.Convolution(weights, kernel: 5), tile: 32, overlap: 16);
        Parallel.For(0, 40, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            (int height, int width) = (10 + i, 90 - i);
            float[] image = OnnxRun.Numbers(height * width, i);
            OnnxRun.AreClose(
                Translators.Convolved(image, height, width, weights, kernel: 5),
                translator.Translate(image, 1, height, width).Values.Span, 1e-5f);
        });
    }

    [TestMethod]
    public void It_is_canceled_before_and_in_the_middle()
    {
        using var stop = new CancellationTokenSource();
        using var translator = Translators.Load(
            Translators.Convolution(OnnxRun.Numbers(31 * 31, 1), kernel: 31), tile: 64);
        const int Side = 1500;
        float[] image = new float[Side * Side], result = [.. Enumerable.Repeat(9f, Side * Side)];
        stop.CancelAfter(TimeSpan.FromMilliseconds(100));
        Assert.ThrowsExactly<OperationCanceledException>(
            () => translator.TranslateInto(image, 1, Side, Side, result, stop.Token));
        Assert.AreEqual(9, result[^1], "the last tiles weren't made");
        Assert.ThrowsExactly<OperationCanceledException>(
            () => translator.TranslatePixels(new byte[4], 1, 2, 2, stop.Token));
        Assert.HasCount(4, translator.TranslatePixels(new byte[4], 1, 2, 2));
    }
}
