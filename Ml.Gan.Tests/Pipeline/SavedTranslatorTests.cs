using System.IO.Compression;
using System.Text;
using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Gan.Data;
using Ml.Gan.Networks;
using Ml.Gan.Tests.Data;

namespace Ml.Gan.Tests.Pipeline;

/// <summary>Translators in saved pipelines, which ML.NET loads by itself.</summary>
[TestClass]
public sealed class SavedTranslatorTests
{
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly TemporaryFolder _folder = new();
    private readonly List<PictureRow> _rows = PictureRow.Create(20);

    private IDataView Data => _mlContext.Data.LoadFromEnumerable(_rows);

    [TestCleanup]
    public void RemoveFolder() => _folder.Dispose();

    [TestMethod]
    [DataRow("Translated")]
    [DataRow("input")]
    [DataRow("output")]
    [DataRow("translated")]
    [DataRow(nameof(PictureRow.DrawingPixels))]
    public void Vectors_are_the_same_from_a_reloaded_pipeline(string output)
    {
        var options = TranslatorOptions.OfNumbers();
        options.OutputColumnName = output;
        using var live = _mlContext.Gan().Translator(options).Fit(Data);

        AssertSameReloaded(live, output);
    }

    [TestMethod]
    public void Vectors_are_the_same_where_pictures_are_translated()
    {
        var options = TranslatorOptions.OfPictures();
        using var live = _mlContext.Gan().Translator(options).Fit(Data);

        AssertSameReloaded(live, "Translated");
    }

    [TestMethod]
    public void Images_may_be_wider_than_high()
    {
        var shape = new SampleShape(1, 12, 24);
        var rows = Enumerable.Range(0, 8).Select(
            i => new WideRow { Pixels = [.. Enumerable.Range(0, shape.Length).Select(k => k * (i + 3) % 256f)] });
        var data = _mlContext.Data.LoadFromEnumerable(rows);
        var options = TranslatorOptions.OfNumbers();
        (options.InputColumnName, options.TargetColumnName) = (nameof(WideRow.Pixels), nameof(WideRow.Pixels));
        options.ImageShape = shape;
        using var live = _mlContext.Gan().Translator(options).Fit(data);

        using var pipeline = Reloaded(live);
        var reloaded = pipeline.Transform(data);

        CollectionAssert.AreEqual(
            new[] { 1, 1, 12, 24 }, ((VectorDataViewType)reloaded.Schema["Translated"].Type).Dimensions.ToArray());
        AssertClose(live.Transform(data), reloaded, "Translated");
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(3)]
    public void Pictures_are_the_same_from_a_reloaded_pipeline(int channels)
    {
        var options = TranslatorOptions.OfPictures();
        (options.OutputKind, options.TargetImageChannels) = (OutputKind.Image, channels);
        using var live = _mlContext.Gan().Translator(options).Fit(Data);
        using var pipeline = Reloaded(live);
        var loaded = pipeline.Transform(Data);

        Assert.AreEqual(live.Transform(Data).Schema["Translated"].Type, loaded.Schema["Translated"].Type);
        CollectionAssert.AreEqual(
            live.Transform(Data).Schema.Select(c => c.Name).ToArray(),
            loaded.Schema.Where(c => !c.IsHidden).Select(c => c.Name).ToArray());
        byte[][] expected = Pixels(live.Transform(Data)), actual = Pixels(loaded);
        Assert.HasCount(_rows.Count, actual);
        // A value in the middle between two bytes may fall to either side by the rounding of sums.
        int different = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.HasCount(expected[i].Length, actual[i]);
            for (int j = 0; j < expected[i].Length; j++)
            {
                Assert.IsLessThanOrEqualTo(1, Math.Abs(expected[i][j] - actual[i][j]));
                different += expected[i][j] == actual[i][j] ? 0 : 1;
            }
        }
        Assert.IsLessThan(expected.Length, different);
    }

    [TestMethod]
    public void A_larger_picture_comes_from_a_reloaded_pipeline()
    {
        var options = TranslatorOptions.OfPictures();
        (options.System, options.Translator) =
            (new Ml.Gan.Models.Srgan(), new SrResNet { Factor = 2, Width = 4, Blocks = 1 });
        (options.Degradation, options.TargetImageChannels) = (new Bicubic(2), null);
        options.OutputKind = OutputKind.Image;
        using var live = _mlContext.Gan().Translator(options).Fit(Data);
        var small = _mlContext.Data.LoadFromEnumerable(PictureRow.Create(3, side: 8));

        using var pipeline = Reloaded(live);
        var loaded = pipeline.Transform(small);

        var (expected, actual) = (Pixels(live.Transform(small)), Pixels(loaded));
        for (int i = 0; i < 3; i++)
        {
            Assert.HasCount(16 * 16 * 4, actual[i]);
            Assert.IsLessThanOrEqualTo(1, expected[i].Zip(actual[i], (a, b) => Math.Abs(a - b)).Max());
        }
    }

    [TestMethod]
    public void A_reloaded_pipeline_serves_a_prediction_engine()
    {
        using var live = _mlContext.Gan().Translator(TranslatorOptions.OfNumbers()).Fit(Data);
        float[] expected = live.Transform(Data).GetColumn<float[]>("Translated").First();
        _mlContext.Model.Save(live, null, _folder["p.zip"]);
        var context = new MLContext();
        using var engine = context.Model.CreatePredictionEngine<PictureRow, TranslatedRow>(
            context.Model.Load(_folder["p.zip"], out _));

        float[] actual = engine.Predict(_rows[0]).Translated;

        for (int i = 0; i < expected.Length; i++)
            Assert.AreEqual(expected[i], actual[i], 1e-5f);
    }

    [TestMethod]
    public void No_type_of_this_library_is_needed_to_reload()
    {
        var options = TranslatorOptions.OfPictures();
        options.OutputKind = OutputKind.Image;
        using var live = _mlContext.Gan().Translator(options).Fit(Data);
        _mlContext.Model.Save(live, Data.Schema, _folder["p.zip"]);

        using var archive = ZipFile.OpenRead(_folder["p.zip"]);
        Assert.Contains(entry => entry.FullName.EndsWith("OnnxModel", StringComparison.Ordinal), archive.Entries);
        foreach (var entry in archive.Entries)
        {
            using var reader = new StreamReader(entry.Open(), Encoding.Latin1);
            string text = reader.ReadToEnd();
            Assert.IsFalse(text.Contains("GanTranslator", StringComparison.Ordinal), entry.FullName);
            Assert.IsFalse(text.Contains("Ml.Gan,", StringComparison.Ordinal), entry.FullName);
        }
        using var loaded = _mlContext.Gan().LoadPipeline(_folder["p.zip"], out _) as IDisposable;
        Assert.IsNotNull(loaded);
    }

    private ReloadedPipeline Reloaded(GanTranslatorTransformer live)
    {
        _mlContext.Model.Save(live, null, _folder["p.zip"]);
        return new ReloadedPipeline(_folder["p.zip"]);
    }

    private void AssertSameReloaded(GanTranslatorTransformer live, string column)
    {
        using var reloaded = Reloaded(live);
        var (expected, actual) = (live.Transform(Data), reloaded.Transform(Data));
        Assert.AreEqual(expected.Schema[column].Type, actual.Schema[column].Type);
        CollectionAssert.AreEqual(
            expected.Schema.Where(c => !c.IsHidden).Select(c => c.Name).Order().ToArray(),
            actual.Schema.Where(c => !c.IsHidden).Select(c => c.Name).Order().ToArray());
        AssertClose(expected, actual, column);
    }

    private static void AssertClose(IDataView expected, IDataView actual, string column)
    {
        float[][] one = [.. expected.GetColumn<float[]>(column)], other = [.. actual.GetColumn<float[]>(column)];
        Assert.HasCount(one.Length, other);
        for (int i = 0; i < one.Length; i++)
            for (int j = 0; j < one[i].Length; j++)
                Assert.AreEqual(one[i][j], other[i][j], 1e-5f);
    }

    private static byte[][] Pixels(IDataView view) =>
    [
        .. view.GetColumn<MLImage>("Translated").Select(picture =>
        {
            Assert.AreEqual(MLPixelFormat.Bgra32, picture.PixelFormat);
            return picture.Pixels.ToArray();
        }),
    ];

    private sealed class WideRow
    {
        [VectorType(12 * 24)]
        public float[] Pixels { get; set; } = [];
    }
}
