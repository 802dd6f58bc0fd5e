using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Gan.Data;
using Ml.Gan.Models;

namespace Ml.Gan.Tests.Pipeline;

/// <summary>What a translation can't be learned from is refused, with what to do.</summary>
[TestClass]
public sealed class TranslatorRefusalTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    private IDataView Data => _mlContext.Data.LoadFromEnumerable(PictureRow.Create(8));

    [TestMethod]
    public void Options_that_don_t_go_together_are_refused_when_the_estimator_is_made()
    {
        Refuses(o => o.TargetColumnName = null, "TargetColumnName", "name the column of targets");
        Refuses(o => o.TargetColumnName = "", "TargetColumnName", "is no name of a column");
        Refuses(o => o.InputColumnName = " ", "InputColumnName", "is no name of a column");
        Refuses(o => o.OutputColumnName = " ", "OutputColumnName", "needs a name");
        Refuses(o => o.ScoringBatchSize = 0, "ScoringBatchSize", "At least 1 row");
        Refuses(o => o.ImageSize = 0, "ImageSize", "at least 1");
        Refuses(o => o.ImageChannels = 4, "ImageChannels", "not 4");
        Refuses(o => o.TargetImageChannels = 2, "TargetImageChannels", "not 2");
        Refuses(o => o.PixelRange = (1, 1), "PixelRange", "1 to 1");
        Refuses(o => o.Background = System.Drawing.Color.FromArgb(9, 0, 0, 0), "Background", "9 of 255");
        Refuses(o => o.OutputKind = (OutputKind)7, "OutputKind", "7 is neither");
        Refuses(
            o => (o.System, o.Degradation) = (new CycleGan(), new Bicubic(2)), "Degradation",
            "cyclegan learns from two sets");

        void Refuses(Action<GanTranslatorEstimator.Options> set, string option, string words)
        {
            var options = TranslatorOptions.OfPictures();
            set(options);
            var error = Assert.ThrowsExactly<GanOptionException>(() => _mlContext.Gan().Translator(options));
            Assert.AreEqual(option, error.Option);
            StringAssert.Contains(error.Message, words);
        }
    }

    [TestMethod]
    public void The_other_way_to_fit_is_named()
    {
        var paired = TranslatorOptions.OfPictures();
        var unpaired = TranslatorOptions.OfPictures();
        unpaired.System = new CycleGan();

        StringAssert.Contains(
            Assert.ThrowsExactly<GanOptionException>(
                () => _mlContext.Gan().Translator(paired).FitUnpaired(Data, Data)).Message,
            "pix2pix learns from pairs: call Fit");
        StringAssert.Contains(
            Assert.ThrowsExactly<GanOptionException>(() => _mlContext.Gan().Translator(unpaired).Fit(Data)).Message,
            "cyclegan learns from two sets of images without pairs: call FitUnpaired");
    }

    [TestMethod]
    public void Columns_that_are_missing_or_of_another_type_are_named()
    {
        Refused(o => o.InputColumnName = "Sketch", "no column 'Sketch'");
        Refused(o => o.TargetColumnName = "Sketch", "no column 'Sketch'");
        Refused(o => o.TargetColumnName = nameof(PictureRow.Id), "'Id' is of type Single");
        Refused(
            o => (o.InputColumnName, o.ImageShape) = (nameof(PictureRow.DrawingPixels), new SampleShape(768, 1, 1)),
            "vectors of 768 numbers");
        Refused(
            o => (o.TargetColumnName, o.TargetImageShape) =
                (nameof(PictureRow.PhotoPixels), new SampleShape(3, 16, 16)),
            "The image shape 3x16x16 has 768 values, but the vectors of column 'PhotoPixels' have 256");
        var shape = _mlContext.Transforms.CopyColumns("Drawing", "Id").GetOutputSchema(IdShape());
        StringAssert.Contains(
            Assert.ThrowsExactly<GanDataException>(() => _mlContext.Gan().Translator(TranslatorOptions.OfPictures())
                .GetOutputSchema(shape)).Message,
            "Column 'Drawing' holds Single");
        StringAssert.Contains(
            Assert.ThrowsExactly<GanDataException>(() => _mlContext.Gan().Translator(TranslatorOptions.OfPictures())
                .GetOutputSchema(IdShape())).Message,
            "no training column 'Drawing'");

        void Refused(Action<GanTranslatorEstimator.Options> set, string words)
        {
            var options = TranslatorOptions.OfPictures();
            set(options);
            var error = Assert.Throws<GanException>(() => _mlContext.Gan().Translator(options).Fit(Data));
            StringAssert.Contains(error.Message, words);
        }
    }

    [TestMethod]
    public void Vectors_and_images_of_two_sizes_are_refused()
    {
        var data = _mlContext.Data.LoadFromEnumerable(Enumerable.Range(0, 8).Select(_ => new Numbers()));
        var options = TranslatorOptions.OfNumbers();
        (options.InputColumnName, options.TargetColumnName) = ("Flat", "Small");
        StringAssert.Contains(
            Assert.ThrowsExactly<GanDataException>(() => _mlContext.Gan().Translator(options).Fit(data)).Message,
            "'Flat' holds vectors of 256 numbers, but images are what a translation is learned from. Set "
            + "Options.ImageShape");

        (options.ImageShape, options.TargetImageShape) = (new SampleShape(1, 16, 16), new SampleShape(1, 8, 8));
        StringAssert.Contains(
            Assert.ThrowsExactly<GanDataException>(() => _mlContext.Gan().Translator(options).Fit(data)).Message,
            "pairs need the same size");
    }

    [TestMethod]
    public void Data_of_another_kind_than_in_training_are_refused()
    {
        using var ofPictures = _mlContext.Gan().Translator(TranslatorOptions.OfPictures()).Fit(Data);
        using var ofNumbers = _mlContext.Gan().Translator(TranslatorOptions.OfNumbers()).Fit(Data);
        var other = _mlContext.Data.LoadFromEnumerable([new Numbers()]);

        StringAssert.Contains(
            Assert.ThrowsExactly<GanDataException>(() => ofPictures.Transform(other)).Message,
            "no column 'Drawing' of images");
        StringAssert.Contains(
            Assert.ThrowsExactly<GanDataException>(() => ofNumbers.Transform(other)).Message,
            "The input column 'DrawingPixels' is of type");
        StringAssert.Contains(
            Assert.ThrowsExactly<GanDataException>(() => ofNumbers.GetOutputSchema(other.Schema)).Message,
            "768 float numbers");
    }

    private SchemaShape IdShape() => _mlContext.Transforms
        .CustomMapping<Nothing, Identity>((_, _) => { }, null).GetOutputSchema(new SchemaShape([]));

    private sealed class Nothing;

    private sealed class Identity
    {
        public float Id { get; set; }
    }

    private sealed class Numbers
    {
        [VectorType(256)]
        public float[] Flat { get; set; } = [.. Enumerable.Repeat(200f, 256)];

        [VectorType(64)]
        public float[] Small { get; set; } = [.. Enumerable.Repeat(200f, 64)];

        [VectorType(5)]
        public float[] DrawingPixels { get; set; } = new float[5];
    }
}
