using Ml.Gan.Onnx;
using Ml.Gan.Onnx.Loading;
using Ml.Gan.Onnx.Translating;

namespace Ml.Gan.Tests.Onnx.Translating;

/// <summary>Large images in tiles: what is exact, what is blended, what is bounded.</summary>
[TestClass]
public sealed class TilesTests
{
    private const int Height = 100, Width = 150;

    private static readonly float[] s_image = OnnxRun.Numbers(2 * Height * Width, 1);

    /// <summary>Outputs see 4 pixels to each side, a quarter of the overlap.</summary>
    [TestMethod]
    [DataRow(32, 16, 9, false)]
    [DataRow(48, 24, 13, false)]
    [DataRow(32, 16, 5, true)]
    public void A_network_that_sees_a_quarter_of_the_overlap_gives_the_same_as_in_one_piece(
        int tile, int overlap, int kernel, bool oneSided)
    {
        float[] weights = OnnxRun.Numbers(kernel * kernel, 2);
        byte[] model = Translators.Convolution(weights, kernel, oneSided);
        using OnnxTranslator tiles = Translators.Load(model, tile, overlap), whole = Translators.Load(model);
        var results = tiles.Translate(s_image, 2, Height, Width);
        for (int i = 0; i < 2; i++)
            OnnxRun.AreClose(
                Translators.Convolved(
                    s_image.AsSpan(i * Height * Width, Height * Width), Height, Width, weights, kernel, oneSided),
                results[i], 1e-5f);
        OnnxRun.AreClose(whole.Translate(s_image, 2, Height, Width).Values.Span, results.Values.Span, 1e-5f);
    }

    [TestMethod]
    public void So_does_one_that_makes_images_larger_and_one_of_strides()
    {
        float[] weights = OnnxRun.Numbers(49, 3);
        byte[] larger = Translators.Bytes(
            (graph, input) => Translators.Doubled(graph, Translators.Convolved(graph, input, weights, 7)), 1,
            (TranslatorMetadata.Scale, "2"));
        using var doubling = Translators.Load(larger, tile: 32, overlap: 12);
        var image = s_image.AsSpan(0, Height * Width);
        OnnxRun.AreClose(
            Translators.Doubled(Translators.Convolved(image, Height, Width, weights, 7), Height, Width),
            doubling.Translate(image, 1, Height, Width)[0], 1e-5f);

        using OnnxTranslator tiles = Translators.Load(Translators.Blocks(), tile: 30, overlap: 5),
            whole = Translators.Load(Translators.Blocks());
        foreach (int width in (int[])[41, 62, Width])
            OnnxRun.AreClose(
                whole.Translate(image[..(Height * width)], 1, Height, width).Values.Span,
                tiles.Translate(image[..(Height * width)], 1, Height, width).Values.Span, 1e-5f);
    }

    [TestMethod]
    public void Progress_is_told_tile_by_tile()
    {
        using var translator = Translators.Load(Translators.Identity(), tile: 64, overlap: 0);
        byte[] pixels = new byte[2 * 100 * 70], results = new byte[pixels.Length];
        List<double> told = [];
        translator.TranslatePixelsInto(pixels, 2, 100, 70, results, told.Add, CancellationToken.None);
        CollectionAssert.AreEqual(new[] { 0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2 }, told);
        told.Clear();
        translator.TranslatePixelsInto(pixels.AsSpan(0, 60), 6, 5, 2, results.AsSpan(0, 60), told.Add, default);
        CollectionAssert.AreEqual(new[] { 6.0 }, told);
    }

    [TestMethod]
    public void Bytes_are_those_of_values()
    {
        byte[] pixels = new byte[Height * Width * 3];
        new Random(1).NextBytes(pixels);
        using var translator = Translators.Load(Translators.Inversion(channels: 3), tile: 32);
        CollectionAssert.AreEqual(
            pixels.Select(pixel => (byte)(255 - pixel)).ToArray(),
            translator.TranslatePixels(pixels, 1, Height, Width));
    }

    /// <summary>
    /// A ramp without the mean of each tile. Two tiles of 64 columns share 28 of 100: 7 of each aren't used, over 14
    /// one fades into the other. The rows are one tile.
    /// </summary>
    [TestMethod]
    public void What_tiles_see_differently_is_blended_linearly()
    {
        const int Rows = 48, Columns = 100, Tile = 64, Shared = 28;
        float[] ramp = [.. Enumerable.Range(0, Rows * Columns).Select(i => i % Columns / 100f)];
        using var translator = Translators.Load(Translators.WithoutMean(), Tile, Shared);

        var result = translator.Translate(ramp, 1, Rows, Columns);

        for (int x = 0; x < Columns; x++)
        {
            double ofSecond = Math.Clamp((x + 0.5 - (Columns - Tile) - (Shared / 4.0)) / (Shared / 2.0), 0, 1);
            double firstMean = (Tile - 1) / 200.0, secondMean = firstMean + ((Columns - Tile) / 100.0);
            double expected = (x / 100.0) - ((1 - ofSecond) * firstMean) - (ofSecond * secondMean);
            for (int y = 0; y < Rows; y++)
                Assert.AreEqual(expected, result[0][(y * Columns) + x], 1e-5, $"{y}, {x}");
        }
    }

    /// <summary>
    /// Outputs see 12 pixels to the right and below, where the overlap of 16 leaves 4: near a seam, a tile knows less
    /// than its neighbor. With the overlap the error comes and goes over pixels, without it there is a step.
    /// </summary>
    [TestMethod]
    public void Seams_of_a_network_that_sees_further_have_no_steps()
    {
        const int Kernel = 13, Side = 150, Tile = 64;
        float[] mean = [.. Enumerable.Repeat(1f / (Kernel * Kernel), Kernel * Kernel)];
        float[] image = [.. Enumerable.Range(0, Side * Side).Select(
            i => 0.5f + (0.3f * MathF.Sin(i % Side / 9f)) + (0.2f * MathF.Cos(i / Side / 7f)))];
        float[] whole = Translators.Convolved(image, Side, Side, mean, Kernel, oneSided: true);

        double blended = LargestStep(overlap: 16), cut = LargestStep(overlap: 0);

        Assert.IsGreaterThan(0.3, cut, "the tiles differ");
        Assert.IsLessThan(cut / 5, blended);

        // The largest change from a pixel to the next of what tiles add to the whole image.
        double LargestStep(int overlap)
        {
            using var translator = Translators.Load(
                Translators.Convolution(mean, Kernel, oneSided: true), Tile, overlap);
            var result = translator.Translate(image, 1, Side, Side)[0];
            double largest = 0;
            for (int y = 0; y < Side; y++)
            {
                for (int x = 1; x < Side; x++)
                {
                    int at = (y * Side) + x;
                    double step = result[at] - whole[at] - (result[at - 1] - whole[at - 1]);
                    largest = Math.Max(largest, Math.Abs(step));
                }
            }

            return largest;
        }
    }

    [TestMethod]
    public void No_more_pixels_than_a_tile_has_go_through_the_network_at_once()
    {
        var random = new Random(1);
        for (int i = 0; i < 2000; i++)
        {
            int multiple = random.Next(1, 40);
            var tiles = new TileOptions { Size = random.Next(16, 200) };
            var info = TranslatorInfoReader.Read(ModelFile.FromBytes(
                Translators.Identity(1, (TranslatorMetadata.SizeMultiple, $"{multiple}")), long.MaxValue));
            var plan = TilePlan.For(random.Next(1, 600), random.Next(1, 600), info, tiles, batchSize: 64);
            long side = Math.Max(tiles.Size, 2 * multiple);
            Assert.IsLessThanOrEqualTo(side * side, (long)plan.ImagesInRun * plan.Rows.Length * plan.Columns.Length);
            Assert.AreEqual(0, plan.Rows.Length % multiple);
        }
    }

    [TestMethod]
    public void Options_that_are_out_of_range_are_refused()
    {
        byte[] model = Translators.Identity();
        Thrown.With<ArgumentOutOfRangeException>("Size", () => Translators.Load(model, tile: 15));
        Thrown.With<ArgumentOutOfRangeException>("Size", () => Translators.Load(model, tile: 1 << 20));
        Thrown.With<ArgumentOutOfRangeException>("0 to 32 pixels", () => Translators.Load(model, 64, overlap: 33));
        Thrown.With<ArgumentOutOfRangeException>("not -1", () => Translators.Load(model, 64, overlap: -1));
    }
}
