using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using Ml.Gan.Onnx;
using Ml.Gan.Tests.Pipeline.Conditions;
using Ml.Gan.Training;

namespace Ml.Gan.Tests.Pipeline.Scoring;

[TestClass]
public sealed class ClassifierTests
{
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly List<ClassRow> _rows = ClassRow.Create(150);
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}");

    private IDataView Data => _mlContext.Data.LoadFromEnumerable(_rows);

    private IEstimator<ITransformer> Keys =>
        _mlContext.Transforms.Conversion.MapValueToKey("Label", nameof(ClassRow.Color));

    [TestCleanup]
    public void RemoveFile() => File.Delete(_file);

    [TestMethod]
    [DataRow("semi-supervised", 0)]
    [DataRow("semi-supervised-loss-sensitive", 3)]
    public void It_learns_from_few_labels_and_is_evaluated_as_any_classifier(string objective, int generatedClasses)
    {
        var keys = Keys.Fit(Data);
        var complete = keys.Transform(Data);
        foreach (var row in _rows.Skip(30))
            row.Color = "";
        using var transformer = _mlContext.Gan().Generator(
            Options(Catalog.Objectives.Parse(objective), steps: 150)).Fit(keys.Transform(Data));
        using var classifier = transformer.CreateClassifier();
        for (int i = 0; i < _rows.Count; i++)
            _rows[i].Color = ClassRow.Colors[i % 3];

        var metrics = _mlContext.MulticlassClassification.Evaluate(
            classifier.Transform(complete), labelColumnName: "Label");

        Assert.IsGreaterThan(0.95, metrics.MicroAccuracy);
        Assert.IsLessThan(0.3, metrics.LogLoss);
        Assert.AreEqual(3, metrics.ConfusionMatrix.NumberOfClasses);
        Assert.AreEqual(generatedClasses, transformer.Info.Conditions.ClassCount);
    }

    [TestMethod]
    public void Predicted_labels_are_keys_of_the_label_column_and_scores_their_probabilities()
    {
        var labeled = Keys.Fit(Data).Transform(Data);
        using var transformer = _mlContext.Gan().Generator(Options(new SemiSupervised())).Fit(labeled);
        transformer.ExportDiscriminatorToOnnx(_file);
        using var exported = OnnxDiscriminator.Load(_file);
        using var classifier = transformer.CreateClassifier();
        var classified = classifier.Transform(labeled);
        var named = _mlContext.Transforms.Conversion.MapKeyToValue("Named", "PredictedLabel").Fit(classified).Transform(
            classified);

        Assert.AreEqual(labeled.Schema["Label"].Type, classified.Schema["PredictedLabel"].Type);
        VBuffer<ReadOnlyMemory<char>> slots = default;
        classified.Schema["Score"].GetSlotNames(ref slots);
        CollectionAssert.AreEqual(ClassRow.Colors, slots.DenseValues().Select(name => name.ToString()).ToArray());
        CollectionAssert.AreEqual(ClassRow.Colors, classifier.ClassNames.ToArray());
        string[] names = [.. named.GetColumn<string>("Named")];
        float[][] scores = [.. classified.GetColumn<float[]>("Score")];
        for (int i = 0; i < _rows.Count; i++)
        {
            Assert.AreEqual(1, scores[i].Sum(), 1e-5f);
            Assert.AreEqual(ClassRow.Colors[Array.IndexOf(scores[i], scores[i].Max())], names[i]);
            LabelPipelineTests.AssertClose(exported.Score(_rows[i].Point).Probabilities.ToArray(), scores[i]);
        }
    }

    [TestMethod]
    public void A_conditional_loss_sensitive_gan_gives_a_generator_of_classes_and_a_classifier()
    {
        var labeled = Keys.Fit(Data).Transform(Data);
        using var transformer = _mlContext.Gan().Generator(Options(new ConditionalLossSensitive(), steps: 150)).Fit(
            labeled);
        using var classifier = transformer.CreateClassifier();

        Assert.AreEqual(3, transformer.Info.Conditions.ClassCount);
        Assert.IsGreaterThan(
            0.95, _mlContext.MulticlassClassification.Evaluate(classifier.Transform(labeled)).MicroAccuracy);
    }

    [TestMethod]
    public void A_prediction_engine_classifies_rows()
    {
        var model = Keys.Fit(Data);
        using var transformer = _mlContext.Gan().Generator(Options(new SemiSupervised())).Fit(model.Transform(Data));
        using var classifier = transformer.CreateClassifier("Class", "Probabilities");
        using var engine = _mlContext.Model.CreatePredictionEngine<ClassRow, Classified>(classifier);

        float[][] expected = [.. classifier.Transform(Data).GetColumn<float[]>("Probabilities")];
        for (int i = 0; i < 6; i++)
        {
            var prediction = engine.Predict(_rows[i]);
            LabelPipelineTests.AssertClose(expected[i], prediction.Probabilities);
            Assert.AreEqual((uint)Array.IndexOf(expected[i], expected[i].Max()) + 1, prediction.Class);
        }
    }

    [TestMethod]
    public void Objectives_that_tell_no_classes_apart_give_no_classifier()
    {
        using var transformer = _mlContext.Gan().Generator(ClassRow.Options()).Fit(Data);
        StringAssert.Contains(
            Assert.ThrowsExactly<InvalidOperationException>(() => transformer.CreateClassifier()).Message,
            "non-saturating");
    }

    [TestMethod]
    public void Classifying_needs_a_label_column()
    {
        var options = Options(new SemiSupervised());
        options.LabelColumnName = null;
        Assert.AreEqual(
            nameof(options.LabelColumnName),
            Assert.ThrowsExactly<GanOptionException>(() => _mlContext.Gan().Generator(options)).Option);
    }

    [TestMethod]
    [DataRow(nameof(GlyphRow.Image), 1)]
    [DataRow(nameof(GlyphRow.Image), 3)]
    [DataRow(nameof(GlyphRow.Pixels), 1)]
    public void Images_and_pixels_are_classified_as_they_were_learned_and_after_reloading(string column, int channels)
    {
        var data = _mlContext.Data.LoadFromEnumerable(GlyphRow.Create(48, classes: 3));
        var labeled =
            _mlContext.Transforms.Conversion.MapValueToKey("Label", nameof(GlyphRow.Digit)).Fit(data).Transform(data);
        var options = new GanEstimator.Options
        {
            InputColumnName = column,
            LabelColumnName = "Label",
            ImageChannels = channels,
            Network = new Dcgan { Width = 4 },
            Objective = new SemiSupervised(),
            BatchSize = 16,
            Steps = 8,
            Seed = 1,
        };
        using var transformer = _mlContext.Gan().Generator(options).Fit(labeled);
        using var classifier = transformer.CreateClassifier();
        _mlContext.Model.Save(classifier, labeled.Schema, _file);

        var live = classifier.Transform(labeled);
        using var pipeline = new ReloadedPipeline(_file);
        var reloaded = pipeline.Transform(labeled);

        Assert.AreEqual(live.Schema["Score"].Type, reloaded.Schema["Score"].Type);
        CollectionAssert.AreEqual(
            labeled.Schema.Select(c => c.Name).Append("Score").ToArray(),
            reloaded.Schema.Select(c => c.Name).ToArray());
        float[][] scores = [.. live.GetColumn<float[]>("Score")];
        foreach (var (expected, actual) in scores.Zip(reloaded.GetColumn<float[]>("Score")))
            AssertNear(expected, actual);
        Assert.IsGreaterThan(10, scores.Select(score => score[0]).Distinct().Count());
        transformer.ExportDiscriminatorToOnnx(_file);
        using var exported = OnnxDiscriminator.Load(_file);
        float[] scaled = [.. GlyphRow.Create(1, classes: 3)[0].Pixels.Select(pixel => (pixel - 127.5f) / 127.5f)];
        AssertNear(
            exported.Score([.. Enumerable.Repeat(scaled, channels).SelectMany(plane => plane)]).Probabilities.ToArray(),
            scores[0]);
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(3)]
    public void Transparent_images_are_over_white_after_reloading_too(int channels)
    {
        var rows = GlyphRow.Create(48, classes: 3);
        for (int i = 0; i < rows.Count; i++)
            rows[i].Image = Veiled(rows[i].Image, i);
        var data = _mlContext.Data.LoadFromEnumerable(rows);
        var labeled =
            _mlContext.Transforms.Conversion.MapValueToKey("Label", nameof(GlyphRow.Digit)).Fit(data).Transform(data);
        using var transformer = _mlContext.Gan().Generator(new GanEstimator.Options
        {
            InputColumnName = nameof(GlyphRow.Image),
            LabelColumnName = "Label",
            ImageChannels = channels,
            Network = new Dcgan { Width = 4 },
            Objective = new SemiSupervised(),
            BatchSize = 16,
            Steps = 20,
            Seed = 1,
        }).Fit(labeled);
        using var classifier = transformer.CreateClassifier();
        _mlContext.Model.Save(classifier, labeled.Schema, _file);

        float[][] scores = [.. classifier.Transform(labeled).GetColumn<float[]>("Score")];
        using var reloaded = new ReloadedPipeline(_file);

        foreach (var (expected, actual) in scores.Zip(reloaded.Transform(labeled).GetColumn<float[]>("Score")))
            AssertNear(expected, actual);
    }

    [TestMethod]
    public void Rows_without_a_label_don_t_keep_a_generator_from_being_evaluated()
    {
        var rows = GlyphRow.Create(60, classes: 2);
        var keys = _mlContext.Transforms.Conversion.MapValueToKey("Label", nameof(GlyphRow.Digit)).Fit(
            _mlContext.Data.LoadFromEnumerable(rows));
        foreach (var row in rows.Skip(20))
            row.Digit = "";
        List<TrainingScore> scores = [];
        var options = Options(new SemiSupervised(), steps: 2);
        (options.InputColumnName, options.LatentColumnName, options.BatchSize) = (nameof(GlyphRow.Pixels), null, 8);
        options.Evaluation = new TrainingEvaluation { Interval = 2, Count = 20, Completed = scores.Add };

        _mlContext.Gan().Generator(options).Fit(keys.Transform(_mlContext.Data.LoadFromEnumerable(rows))).Dispose();

        Assert.HasCount(1, scores);
    }

    /// <summary>The image with an alpha that differs from pixel to pixel, and colors multiplied by it.</summary>
    private static MLImage Veiled(MLImage image, int seed)
    {
        byte[] pixels = [.. image.Pixels];
        var random = new Random(seed);
        for (int i = 0; i < pixels.Length; i += 4)
        {
            int alpha = random.Next(256);
            for (int color = 0; color < 3; color++)
                pixels[i + color] = (byte)(pixels[i + color] * alpha / 255);
            pixels[i + 3] = (byte)alpha;
        }
        return MLImage.CreateFromPixels(image.Width, image.Height, MLPixelFormat.Bgra32, pixels);
    }

    private static void AssertNear(float[] expected, float[] actual)
    {
        for (int i = 0; i < expected.Length; i++)
            Assert.AreEqual(expected[i], actual[i], 1e-4f);
    }

    private static GanEstimator.Options Options(Objective objective, long steps = 10)
    {
        var options = ClassRow.Options();
        (options.Objective, options.LabelColumnName, options.Steps) = (objective, "Label", steps);
        options.DiscriminatorOptimizer = new AdamSettings { LearningRate = 5e-3 };
        return options;
    }

    private sealed class Classified
    {
        [KeyType(3)]
        public uint Class { get; set; }

        [VectorType(1, 3)]
        public float[] Probabilities { get; set; } = [];
    }
}
