using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Gan.Objectives;
using Ml.Gan.Onnx;
using Ml.Gan.Tests.Pipeline.Conditions;

namespace Ml.Gan.Tests.Pipeline.Scoring;

[TestClass]
public sealed class DiscriminatorTests
{
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly List<ClassRow> _rows = ClassRow.Create(100);
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}");

    private IDataView Data => _mlContext.Data.LoadFromEnumerable(_rows);

    [TestCleanup]
    public void RemoveFile() => File.Delete(_file);

    [TestMethod]
    public void Each_row_gets_what_the_exported_discriminator_says()
    {
        using var transformer = _mlContext.Gan().Generator(ClassRow.Options()).Fit(Data);
        transformer.ExportDiscriminatorToOnnx(_file);
        using var exported = OnnxDiscriminator.Load(_file);
        using var discriminator = transformer.CreateDiscriminator();

        float[] scores = [.. discriminator.Transform(Data).GetColumn<float>("Score")];

        for (int i = 0; i < _rows.Count; i++)
            Assert.AreEqual(exported.Score(_rows[i].Point).Scores.Span[0], scores[i], 1e-5f);
        Assert.IsGreaterThan(10, scores.Distinct().Count());
    }

    [TestMethod]
    public void A_conditional_one_scores_samples_of_the_class_that_they_are_said_to_be()
    {
        var options = ClassRow.Options();
        options.LabelColumnName = "Label";
        var labeled = Keys.Fit(Data).Transform(Data);
        using var transformer = _mlContext.Gan().Generator(options).Fit(labeled);
        transformer.ExportDiscriminatorToOnnx(_file);
        using var exported = OnnxDiscriminator.Load(_file);
        using var discriminator = transformer.CreateDiscriminator();

        float[] scores = [.. discriminator.Transform(labeled).GetColumn<float>("Score")];

        for (int i = 0; i < 9; i++)
        {
            Assert.AreEqual(ScoreOf(exported, i, i % 3), scores[i], 1e-5f);
            Assert.AreNotEqual(ScoreOf(exported, i, (i + 1) % 3), scores[i], 1e-5f);
        }
        Assert.Throws<ArgumentException>(() => exported.Score(_rows[0].Point));
    }

    [TestMethod]
    public void A_reloaded_one_says_the_same()
    {
        AssertSameReloaded(ClassRow.Options(), Data);
        var conditional = ClassRow.Options();
        conditional.LabelColumnName = "Label";
        AssertSameReloaded(conditional, Keys.Fit(Data).Transform(Data));
        var vectors = ClassRow.Options();
        vectors.ConditionColumnName = nameof(ClassRow.Direction);
        AssertSameReloaded(vectors, Data);
    }

    [TestMethod]
    public void A_prediction_engine_scores_rows()
    {
        using var transformer = _mlContext.Gan().Generator(ClassRow.Options()).Fit(Data);
        using var discriminator = transformer.CreateDiscriminator("Score");
        using var engine = _mlContext.Model.CreatePredictionEngine<ClassRow, Scored>(discriminator);

        float[] expected = [.. discriminator.Transform(Data).GetColumn<float>("Score")];
        for (int i = 0; i < 5; i++)
            Assert.AreEqual(expected[i], engine.Predict(_rows[i]).Score, 1e-5f);
    }

    [TestMethod]
    public void One_that_was_not_kept_is_said_to_be_so()
    {
        var options = ClassRow.Options();
        options.KeepDiscriminator = false;
        using var transformer = _mlContext.Gan().Generator(options).Fit(Data);

        StringAssert.Contains(
            Assert.ThrowsExactly<InvalidOperationException>(() => transformer.CreateDiscriminator()).Message,
            "KeepDiscriminator");
        Assert.ThrowsExactly<InvalidOperationException>(() => transformer.ExportDiscriminatorToOnnx(_file));
    }

    [TestMethod]
    public void Objectives_without_one_and_packs_are_refused()
    {
        var options = ClassRow.Options();
        options.Objective = new Mmd();
        using var without = _mlContext.Gan().Generator(options).Fit(Data);
        StringAssert.Contains(
            Assert.ThrowsExactly<InvalidOperationException>(() => without.CreateDiscriminator()).Message, "mmd");

        var packed = ClassRow.Options();
        packed.Packing = 2;
        using var packs = _mlContext.Gan().Generator(packed).Fit(Data);
        StringAssert.Contains(
            Assert.ThrowsExactly<InvalidOperationException>(() => packs.CreateDiscriminator()).Message, "packs of 2");
    }

    [TestMethod]
    public void A_missing_column_is_named()
    {
        using var transformer = _mlContext.Gan().Generator(ClassRow.Options()).Fit(Data);
        using var discriminator = transformer.CreateDiscriminator();
        var without = _mlContext.Transforms.DropColumns(nameof(ClassRow.Point)).Fit(Data).Transform(Data);

        StringAssert.Contains(Assert.Throws<Exception>(() => discriminator.Transform(without)).Message, "'Point'");
    }

    private IEstimator<ITransformer> Keys =>
        _mlContext.Transforms.Conversion.MapValueToKey("Label", nameof(ClassRow.Color));

    private float ScoreOf(OnnxDiscriminator discriminator, int row, int label) =>
        discriminator.Score(_rows[row].Point, new GeneratorConditions { Labels = [label] }).Scores.Span[0];

    private void AssertSameReloaded(GanEstimator.Options options, IDataView data)
    {
        using var transformer = _mlContext.Gan().Generator(options).Fit(data);
        using var discriminator = transformer.CreateDiscriminator();
        _mlContext.Model.Save(discriminator, data.Schema, _file);

        using var pipeline = new ReloadedPipeline(_file);
        var reloaded = pipeline.Transform(data);

        float[] live = [.. discriminator.Transform(data).GetColumn<float>("Score")];
        float[][] loaded = [.. reloaded.GetColumn<float[]>("Score")];
        CollectionAssert.AreEqual(
            data.Schema.Select(c => c.Name).Append("Score").ToArray(), reloaded.Schema.Select(c => c.Name).ToArray());
        for (int i = 0; i < live.Length; i++)
            Assert.AreEqual(live[i], loaded[i].Single(), 1e-5f);
    }

    private sealed class Scored
    {
        public float Score { get; set; }
    }
}
