using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Onnx;
using Ml.Gan.Tests.Data;

namespace Ml.Gan.Tests.Pipeline;

/// <summary>Captioners as estimators and transformers.</summary>
[TestClass]
public sealed class CaptionerPipelineTests
{
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly List<CaptionRow> _rows = CaptionRow.Create(12);

    private IDataView Data => _mlContext.Data.LoadFromEnumerable(_rows);

    /// <summary>Each row's words are those that the exported file gives for the same pixels and noise.</summary>
    [TestMethod]
    public void Captions_are_those_of_the_exported_file()
    {
        using var folder = new TemporaryFolder();
        using var live = _mlContext.Gan().Captioner(CaptionRow.Options()).Fit(Data);
        live.ExportToOnnx(folder["captioner.onnx"]);
        using var captioner = OnnxCaptioner.Load(folder["captioner.onnx"]);

        string[][] words = Words(live.Transform(Data));

        Assert.AreEqual(live.OutputType, live.Transform(Data).Schema["Caption"].Type);
        for (int i = 0; i < _rows.Count; i++)
        {
            float[] image = [.. _rows[i].Pixels.Select(value => value / 127.5f - 1)];
            string[] expected = captioner.Run(image, _rows[i].Noise)[0];
            CollectionAssert.AreEqual(expected, words[i].Where(word => word.Length > 0).ToArray());
            Assert.HasCount(live.Info.MaxLength, words[i]);
        }
        Assert.AreEqual(7, live.Info.MaxLength, "a red dot on the left .");
        Assert.Contains("green", live.Info.Vocabulary);
    }

    [TestMethod]
    public void Pictures_give_the_captions_of_their_pixels()
    {
        var pixels = CaptionRow.Options();
        var pictures = CaptionRow.Options();
        pictures.InputColumnName = nameof(CaptionRow.Photo);
        using GanCaptionerTransformer one = _mlContext.Gan().Captioner(pixels).Fit(Data),
            other = _mlContext.Gan().Captioner(pictures).Fit(Data);
        string[][] expected = Words(one.Transform(Data)), actual = Words(other.Transform(Data));
        for (int i = 0; i < expected.Length; i++)
            CollectionAssert.AreEqual(expected[i], actual[i]);
    }

    [TestMethod]
    public void An_image_may_have_several_captions()
    {
        var options = CaptionRow.Options();
        options.CaptionColumnName = nameof(CaptionRow.AllSaid);
        using var live = _mlContext.Gan().Captioner(options).Fit(Data);
        Assert.AreEqual(6, live.Info.MaxLength, "on the left , a dot");
        CollectionAssert.IsSubsetOf(
            new[] { "a", "red", "green", "blue", "dot", "on", "the", "left", "right", "," },
            live.Info.Vocabulary.ToArray());
    }

    [TestMethod]
    public void Without_a_column_of_noise_rows_get_that_of_the_seed()
    {
        var options = CaptionRow.Options();
        (options.LatentColumnName, options.Seed) = (null, 7);
        using var live = _mlContext.Gan().Captioner(options).Fit(Data);
        Assert.AreEqual(7, live.Seed);
        options.LatentColumnName = nameof(CaptionRow.Noise);
        using var told = _mlContext.Gan().Captioner(options).Fit(Data);
        string[][] drawn = Words(live.Transform(Data)), given = Words(told.Transform(Data));
        for (int i = 0; i < drawn.Length; i++)
            CollectionAssert.AreEqual(given[i], drawn[i], "the rows' noise is that of the seed 7");
    }

    [TestMethod]
    public void The_evaluator_is_exported_where_there_is_one()
    {
        using var folder = new TemporaryFolder();
        using var live = _mlContext.Gan().Captioner(CaptionRow.Options()).Fit(Data);
        live.ExportEvaluatorToOnnx(folder["evaluator.onnx"]);
        using var evaluator = OnnxCaptionEvaluator.Load(folder["evaluator.onnx"]);
        float score = evaluator.Score(new float[evaluator.Info.ImageLength], [(string[])["a red dot"]])[0][0];
        Assert.IsTrue(score is > 0 and < 1);

        var alone = CaptionRow.Options();
        alone.Objective = CaptionObjective.MaximumLikelihood;
        using var likely = _mlContext.Gan().Captioner(alone).Fit(Data);
        Assert.Contains("likelihood alone", Assert.ThrowsExactly<InvalidOperationException>(
            () => likely.ExportEvaluatorToOnnx(folder["none.onnx"])).Message);
        Assert.IsFalse(File.Exists(folder["none.onnx"]));
    }

    [TestMethod]
    public void The_schema_is_known_before_and_after()
    {
        var estimator = _mlContext.Gan().Captioner(
            "Caption", nameof(CaptionRow.Photo), nameof(CaptionRow.Said), steps: 1);
        var shape = estimator.GetOutputSchema(SchemaShape(Data.Schema));
        var added = shape.Single(column => column.Name == "Caption");
        Assert.AreEqual(TextDataViewType.Instance, added.ItemType);
        Assert.AreEqual(Microsoft.ML.SchemaShape.Column.VectorKind.Vector, added.Kind);
    }

    [TestMethod]
    public void What_can_t_be_learned_from_is_refused()
    {
        var options = CaptionRow.Options();
        options.CaptionColumnName = "Text";
        Refused("The data have no caption column 'Text'; they have 'Photo'", options);
        options.CaptionColumnName = nameof(CaptionRow.Noise);
        Refused("The caption column 'Noise' is of type Vector<Single, 4>; it must hold texts", options);
        options = CaptionRow.Options();
        options.InputColumnName = nameof(CaptionRow.Noise);
        Refused("Column 'Noise' holds vectors of 4 numbers, but images are what captions are learned for.", options);
        _rows[3].Said = "  ";
        Refused("Row 3 of the caption column 'Said' is empty.", CaptionRow.Options());
        options = CaptionRow.Options();
        options.ScoringBatchSize = 0;
        Assert.ThrowsExactly<GanOptionException>(() => _mlContext.Gan().Captioner(options));

        void Refused(string words, GanCaptionerEstimator.Options options) => Assert.StartsWith(
            words, Assert.ThrowsExactly<GanDataException>(() => _mlContext.Gan().Captioner(options).Fit(Data)).Message);
    }

    private static SchemaShape SchemaShape(DataViewSchema schema) =>
        (SchemaShape)typeof(SchemaShape).GetMethod(
            "Create", System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic
            | System.Reflection.BindingFlags.Public)!.Invoke(null, [schema])!;

    internal static string[][] Words(IDataView view) =>
    [
        .. view.GetColumn<ReadOnlyMemory<char>[]>("Caption")
            .Select(words => words.Select(word => word.ToString()).ToArray()),
    ];
}
