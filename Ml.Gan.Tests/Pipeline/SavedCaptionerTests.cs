using System.IO.Compression;
using System.Text;
using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Gan.Tests.Data;
using Ml.Gan.Tests.Onnx;

namespace Ml.Gan.Tests.Pipeline;

/// <summary>Captioners in saved pipelines, which ML.NET loads by itself.</summary>
[TestClass]
public sealed class SavedCaptionerTests
{
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly TemporaryFolder _folder = new();
    private readonly List<CaptionRow> _rows = CaptionRow.Create(12);

    private IDataView Data => _mlContext.Data.LoadFromEnumerable(_rows);

    [TestCleanup]
    public void RemoveFolder() => _folder.Dispose();

    [TestMethod]
    [DataRow(nameof(CaptionRow.Pixels))]
    [DataRow(nameof(CaptionRow.Photo))]
    public void Words_are_the_same_from_a_reloaded_pipeline(string images)
    {
        var options = CaptionRow.Options();
        options.InputColumnName = images;
        using var live = _mlContext.Gan().Captioner(options).Fit(Data);

        using var reloaded = Reloaded(live);
        var (expected, actual) = (live.Transform(Data), reloaded.Transform(Data));

        Assert.AreEqual(
            TextDataViewType.Instance, ((VectorDataViewType)actual.Schema["Caption"].Type).ItemType,
            "as many words, though ML.NET's map doesn't say so in its type");
        CollectionAssert.AreEqual(
            expected.Schema.Select(c => c.Name).Order().ToArray(),
            actual.Schema.Where(c => !c.IsHidden).Select(c => c.Name).Order().ToArray());
        string[][] one = CaptionerPipelineTests.Words(expected), other = CaptionerPipelineTests.Words(actual);
        for (int i = 0; i < _rows.Count; i++)
            CollectionAssert.AreEqual(one[i], other[i]);
        Assert.IsTrue(one.Any(words => words.Any(word => word.Length > 0)));
    }

    [TestMethod]
    public void Without_a_column_of_noise_a_reloaded_pipeline_draws_it()
    {
        var options = CaptionRow.Options();
        options.LatentColumnName = null;
        using var live = _mlContext.Gan().Captioner(options).Fit(Data);
        using var reloaded = Reloaded(live);
        string[][] words = CaptionerPipelineTests.Words(reloaded.Transform(Data));
        Assert.HasCount(_rows.Count, words);
        Assert.IsTrue(words.All(row => row.Length == live.Info.MaxLength
            && row.All(word => live.Info.Vocabulary.Contains(word))));
    }

    [TestMethod]
    public void A_reloaded_pipeline_serves_a_prediction_engine()
    {
        using var live = _mlContext.Gan().Captioner(CaptionRow.Options()).Fit(Data);
        string[] expected = CaptionerPipelineTests.Words(live.Transform(Data))[0];
        _mlContext.Model.Save(live, null, _folder["p.zip"]);
        var context = new MLContext();
        using var engine = context.Model.CreatePredictionEngine<CaptionRow, WordsRow>(
            context.Model.Load(_folder["p.zip"], out _));
        CollectionAssert.AreEqual(expected, engine.Predict(_rows[0]).Caption);
    }

    [TestMethod]
    public void The_exported_file_is_applied_by_ML_NET()
    {
        using var live = _mlContext.Gan().Captioner(CaptionRow.Options()).Fit(Data);
        live.ExportToOnnx(_folder["captioner.onnx"]);
        var rows = _mlContext.Data.LoadFromEnumerable(_rows.Select(row => new NamedRow
        {
            Image = [.. row.Pixels.Select(value => value / 127.5f - 1)],
            Noise = row.Noise,
        }));

        using var applied = _mlContext.Transforms.ApplyOnnxModel(
            ["tokens"], ["image", "noise"], _folder["captioner.onnx"]).Fit(rows);

        long[][] tokens = [.. applied.Transform(rows).GetColumn<long[]>("tokens")];
        string[][] words = CaptionerPipelineTests.Words(live.Transform(Data));
        for (int i = 0; i < _rows.Count; i++)
            CollectionAssert.AreEqual(
                words[i], tokens[i].Select(token => live.Info.Vocabulary[(int)token]).ToArray());
    }

    [TestMethod]
    public void The_exported_file_runs_in_Node_js()
    {
        using var live = _mlContext.Gan().Captioner(CaptionRow.Options()).Fit(Data);
        live.ExportToOnnx(_folder["captioner.onnx"]);

        float[] tokens = NodeRun.Run(
            File.ReadAllBytes(_folder["captioner.onnx"]), out long[] shape,
            ("image",
                [.. _rows.SelectMany(row => row.Pixels.Select(value => value / 127.5f - 1))],
                [_rows.Count, 3, PictureRow.Side, PictureRow.Side]),
            ("noise", [.. _rows.SelectMany(row => row.Noise)], [_rows.Count, CaptionRow.LatentSize]));

        CollectionAssert.AreEqual((long[])[_rows.Count, live.Info.MaxLength], shape);
        CollectionAssert.AreEqual(
            CaptionerPipelineTests.Words(live.Transform(Data)).SelectMany(words => words).ToArray(),
            tokens.Select(token => live.Info.Vocabulary[(int)token]).ToArray());
    }

    [TestMethod]
    public void No_type_of_this_library_is_needed_to_reload()
    {
        using var live = _mlContext.Gan().Captioner(CaptionRow.Options()).Fit(Data);
        _mlContext.Model.Save(live, Data.Schema, _folder["p.zip"]);

        using var archive = ZipFile.OpenRead(_folder["p.zip"]);
        Assert.Contains(entry => SavedArchive.IsModel(entry.FullName), archive.Entries);
        foreach (var entry in archive.Entries)
        {
            using var reader = new StreamReader(entry.Open(), Encoding.Latin1);
            string text = reader.ReadToEnd();
            Assert.IsFalse(text.Contains("GanCaptioner", StringComparison.Ordinal), entry.FullName);
            Assert.IsFalse(text.Contains("Ml.Gan,", StringComparison.Ordinal), entry.FullName);
        }
        using var loaded = _mlContext.Gan().LoadPipeline(_folder["p.zip"], out _) as IDisposable;
        Assert.IsNotNull(loaded);
    }

    private ReloadedPipeline Reloaded(GanCaptionerTransformer live)
    {
        _mlContext.Model.Save(live, null, _folder["p.zip"]);
        return new ReloadedPipeline(_folder["p.zip"]);
    }

    private sealed class NamedRow
    {
        [ColumnName("image")]
        [VectorType(3, PictureRow.Side, PictureRow.Side)]
        public float[] Image { get; set; } = [];

        [ColumnName("noise")]
        [VectorType(CaptionRow.LatentSize)]
        public float[] Noise { get; set; } = [];
    }
}
