using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Gan.Data;
using Ml.Gan.Networks;

namespace Ml.Gan.Tests.Pipeline.Reading;

/// <summary>Pixels that can't be of the range or order that they are taken for.</summary>
[TestClass]
public sealed class PixelRangeTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    private static GanEstimator.Options Options(params float[] range) => new()
    {
        InputColumnName = nameof(PixelRow.Pixels),
        PixelRange = range is [var minimum, var maximum] ? (minimum, maximum) : (0, 255),
        Network = new Mlp { GeneratorWidths = [8], DiscriminatorWidths = [8] },
        BatchSize = 8,
        Steps = 2,
    };

    private IDataView Rows(Func<int, float> pixel) => _mlContext.Data.LoadFromEnumerable(
        Enumerable.Range(0, 16).Select(i => new PixelRow { Pixels = [.. Enumerable.Range(0, 768).Select(pixel)] }));

    [TestMethod]
    public void Pixels_scaled_to_1_are_refused_in_the_range_to_255_before_they_are_learned_as_black()
    {
        var error = Assert.ThrowsExactly<GanDataException>(
            () => _mlContext.Gan().Generator(Options()).Fit(Rows(k => (220 + k % 30) / 255f)));

        StringAssert.Contains(error.Message, "'Pixels'");
        StringAssert.Contains(error.Message, "PixelRange");
        StringAssert.Contains(error.Message, "(0, 1)");
    }

    [TestMethod]
    public void Pixels_that_ExtractPixels_scaled_are_learned_in_the_range_to_1()
    {
        // New images each time: ExtractPixels disposes of the last one that it reads.
        var images = _mlContext.Data.LoadFromEnumerable(
            Enumerable.Range(0, 1).SelectMany(_ => ImageRow.Create(16, 16)));
        var pixels = _mlContext.Transforms.ExtractPixels("Pixels", "Image", scaleImage: 1f / 255);
        var scaled = pixels.Fit(images).Transform(images);

        Assert.ThrowsExactly<GanDataException>(() => _mlContext.Gan().Generator(Options()).Fit(scaled));
        using var transformer = _mlContext.Gan().Generator(Options(0, 1)).Fit(scaled);
        CollectionAssert.AreEqual(
            new[] { 1, 3, 16, 16 }, ((VectorDataViewType)transformer.OutputType).Dimensions.ToArray());
    }

    [TestMethod]
    public void Dark_images_of_the_right_range_are_learned()
    {
        using var transformer = _mlContext.Gan().Generator(Options()).Fit(Rows(k => k % 3));

        Assert.IsNotNull(transformer);
    }

    [TestMethod]
    public void Pixels_of_the_brighter_half_alone_are_pointed_out()
    {
        var warnings = new List<string>();
        _mlContext.Log += (_, entry) =>
        {
            if (entry.Kind == Microsoft.ML.Runtime.ChannelMessageKind.Warning)
                warnings.Add(entry.Message);
        };

        _mlContext.Gan().Generator(Options(-1, 1)).Fit(Rows(k => k % 100 / 100f)).Dispose();
        Assert.IsTrue(warnings.Any(text => text.Contains("darker half", StringComparison.Ordinal)));

        warnings.Clear();
        _mlContext.Gan().Generator(Options(-1, 1)).Fit(Rows(k => k % 100 / 50f - 1)).Dispose();
        Assert.IsFalse(warnings.Any(text => text.Contains("darker half", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void A_discriminator_refuses_rows_of_a_smaller_range_than_it_learned()
    {
        using var transformer = _mlContext.Gan().Generator(Options()).Fit(Rows(k => k % 256));
        using var discriminator = transformer.CreateDiscriminator();

        var error = Assert.ThrowsExactly<GanDataException>(
            () => discriminator.Transform(Rows(k => k % 256 / 255f)).GetColumn<float>("Score").ToArray());
        StringAssert.Contains(error.Message, "0 to 255");
        Assert.HasCount(16, discriminator.Transform(Rows(_ => 0)).GetColumn<float>("Score").ToArray());
    }

    [TestMethod]
    public void Interleaved_pixels_are_refused_by_their_order()
    {
        var images = _mlContext.Data.LoadFromEnumerable(ImageRow.Create(16, 16));
        var pixels = _mlContext.Transforms.ExtractPixels("Pixels", "Image", interleavePixelColors: true);
        var interleaved = pixels.Fit(images).Transform(images);

        var error = Assert.ThrowsExactly<GanDataException>(
            () => _mlContext.Gan().Generator(Options()).Fit(interleaved));
        StringAssert.Contains(error.Message, "interleavePixelColors");
        StringAssert.Contains(error.Message, "16×16×3");
    }

    [TestMethod]
    [DataRow(1f, 1f)]
    [DataRow(255f, 0f)]
    [DataRow(float.NaN, 1f)]
    public void A_range_of_pixels_that_is_none_is_refused(float minimum, float maximum)
    {
        var error = Assert.ThrowsExactly<GanOptionException>(
            () => _mlContext.Gan().Generator(Options(minimum, maximum)));
        StringAssert.Contains(error.Message, "range");
    }

    private sealed class PixelRow
    {
        [VectorType(3, 16, 16)]
        public float[] Pixels { get; set; } = [];
    }
}
