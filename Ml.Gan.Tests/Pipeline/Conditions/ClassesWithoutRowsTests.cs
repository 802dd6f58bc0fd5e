using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Gan.Data;
using Ml.Gan.Objectives;
using Ml.Gan.Onnx;

namespace Ml.Gan.Tests.Pipeline.Conditions;

/// <summary>Keys of classes that no row belongs to, as they are left after a filter.</summary>
[TestClass]
public sealed class ClassesWithoutRowsTests
{
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly List<ClassRow> _rows = ClassRow.Create(90);

    private IDataView Labeled
    {
        get
        {
            var points = _mlContext.Data.LoadFromEnumerable(_rows);
            return _mlContext.Transforms.Conversion.MapValueToKey("Label", nameof(ClassRow.Color))
                .Fit(points).Transform(points);
        }
    }

    /// <summary>Without the green ones, whose key is in the middle.</summary>
    private IDataView Filtered => _mlContext.Data.FilterByCustomPredicate<ClassRow>(
        Labeled, row => row.Color == "green");

    private static GanEstimator.Options Options()
    {
        var options = ClassRow.Options();
        options.LabelColumnName = "Label";
        return options;
    }

    [TestMethod]
    public void They_are_neither_offered_nor_drawn_and_that_is_said()
    {
        var warnings = new List<string>();
        _mlContext.Log += (_, entry) =>
        {
            if (entry.Kind == Microsoft.ML.Runtime.ChannelMessageKind.Warning)
                warnings.Add(entry.Message);
        };

        using var transformer = _mlContext.Gan().Generator(Options()).Fit(Filtered);

        CollectionAssert.AreEqual(new[] { "red", "blue" }, transformer.Info.Conditions.ClassNames.ToArray());
        Assert.IsTrue(warnings.Any(text => text.Contains("green", StringComparison.Ordinal)));
        var error = Assert.Throws<ArgumentException>(
            () => transformer.Sample(3, conditions: new GeneratorConditions { Classes = ["green"] }));
        StringAssert.Contains(error.Message, "red, blue");
    }

    [TestMethod]
    public void Rows_get_the_samples_of_their_own_class_here_and_reloaded()
    {
        using var transformer = _mlContext.Gan().Generator(Options()).Fit(Filtered);
        ClassRow[] kept = [.. _rows.Where(row => row.Color != "green")];

        float[][] generated = Read(transformer.Transform(Filtered));
        using var stream = new MemoryStream();
        _mlContext.Model.Save(transformer, Filtered.Schema, stream);
        stream.Position = 0;
        var loaded = _mlContext.Model.Load(stream, out _);
        float[][] reloaded = Read(loaded.Transform(Filtered));

        using var generator = Exported.Generator(transformer);
        Assert.HasCount(kept.Length, generated);
        for (int i = 0; i < kept.Length; i++)
        {
            var asked = new GeneratorConditions { Classes = [kept[i].Color] };
            float[] expected = generator.Generate(kept[i].Noise, asked).Values.ToArray();
            for (int k = 0; k < expected.Length; k++)
            {
                Assert.AreEqual(expected[k], generated[i][k], 1e-5f);
                Assert.AreEqual(expected[k], reloaded[i][k], 1e-5f);
            }
        }
        (loaded as IDisposable)?.Dispose();
    }

    [TestMethod]
    public void Rows_of_such_a_class_are_refused_by_their_number()
    {
        using var transformer = _mlContext.Gan().Generator(Options()).Fit(Filtered);

        var error = Assert.ThrowsExactly<GanDataException>(() => Read(transformer.Transform(Labeled)));

        StringAssert.Contains(error.Message, "Row 1 ");
        StringAssert.Contains(error.Message, "'green'");
    }

    [TestMethod]
    public void A_classifier_keeps_the_keys_and_one_that_generates_by_class_is_refused()
    {
        var semiSupervised = Options();
        (semiSupervised.Objective, semiSupervised.LatentColumnName) = (new SemiSupervised(), null);
        var generating = Options();
        generating.Objective = new ConditionalLossSensitive();

        using var transformer = _mlContext.Gan().Generator(semiSupervised).Fit(Filtered);
        using var classifier = transformer.CreateClassifier();
        CollectionAssert.AreEqual(ClassRow.Colors, classifier.ClassNames.ToArray());
        var metrics = _mlContext.MulticlassClassification.Evaluate(
            classifier.Transform(Filtered), labelColumnName: "Label");
        Assert.AreEqual(3, metrics.PerClassLogLoss.Count);
        var error = Assert.ThrowsExactly<GanDataException>(
            () => _mlContext.Gan().Generator(generating).Fit(Filtered));
        StringAssert.Contains(error.Message, "green");
    }

    private static float[][] Read(IDataView view) => [.. view.GetColumn<float[]>("Generated")];
}
