using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Onnx;

namespace Ml.Gan.Tests.Pipeline.Conditions;

[TestClass]
public sealed class LabelPipelineTests
{
    private const int Rows = 90;

    private readonly MLContext _mlContext = new(seed: 1);
    private readonly List<ClassRow> _rows = ClassRow.Create(Rows);

    private IDataView Points => _mlContext.Data.LoadFromEnumerable(_rows);

    private IEstimator<ITransformer> Keys =>
        _mlContext.Transforms.Conversion.MapValueToKey("Label", nameof(ClassRow.Color));

    private static GanEstimator.Options Options()
    {
        var options = ClassRow.Options();
        options.LabelColumnName = "Label";
        return options;
    }

    [TestMethod]
    public void Each_row_gets_the_sample_that_its_label_and_latent_vector_ask_for()
    {
        var labeled = Keys.Fit(Points).Transform(Points);
        using var transformer = _mlContext.Gan().Generator(Options()).Fit(labeled);

        float[][] generated = Generated(transformer.Transform(labeled));

        using var generator = Exported.Generator(transformer);
        for (int i = 0; i < Rows; i++)
        {
            var asked = new GeneratorConditions { Labels = [i % 3] };
            AssertClose(generator.Generate(_rows[i].Noise, asked).Values.ToArray(), generated[i]);
        }
        float[] others = generator.Generate(_rows[0].Noise, new GeneratorConditions { Labels = [1] }).Values.ToArray();
        Assert.AreNotEqual(others[0], generated[0][0], 1e-3f, "the label makes no difference");
    }

    [TestMethod]
    public void The_key_values_are_the_model_s_class_names_and_ask_for_samples()
    {
        var labeled = Keys.Fit(Points).Transform(Points);
        using var transformer = _mlContext.Gan().Generator(Options()).Fit(labeled);
        using var generator = Exported.Generator(transformer);

        CollectionAssert.AreEqual(ClassRow.Colors, generator.Info.Conditions.ClassNames.ToArray());
        float[][] byName = Generated(transformer.Sample(5, seed: 9, new GeneratorConditions { Classes = ["blue"] }));
        float[][] byNumber = Generated(transformer.Sample(5, seed: 9, new GeneratorConditions { Labels = [2] }));
        float[][] inTurn = Generated(transformer.Sample(5, seed: 9));
        var expected = generator.Sample(5, 9, new GeneratorConditions { Classes = ["blue"] });
        for (int i = 0; i < 5; i++)
        {
            AssertClose(expected[i].ToArray(), byName[i]);
            AssertClose(byName[i], byNumber[i]);
        }
        AssertClose(byName[2], inTurn[2]);
        CollectionAssert.AreNotEqual(byName[0], inTurn[0]);
        Assert.Throws<ArgumentException>(
            () => transformer.Sample(5, conditions: new GeneratorConditions { Classes = ["pink"] }));
    }

    [TestMethod]
    public void Values_that_are_numbers_become_names_too()
    {
        var numbers = _mlContext.Data.LoadFromEnumerable(
            _rows.Select((row, i) => new NumberedRow { Point = row.Point, Digit = 7 - i % 3 }));
        var pipeline = _mlContext.Transforms.Conversion.MapValueToKey("Label", "Digit").Append(
            _mlContext.Gan().Generator(Unlatent()));

        using var transformer = pipeline.Fit(numbers).LastTransformer;

        CollectionAssert.AreEqual(new[] { "7", "6", "5" }, transformer.Info.Conditions.ClassNames.ToArray());
    }

    [TestMethod]
    public void Keys_without_values_are_classes_numbered_from_0()
    {
        var keys = _mlContext.Data.LoadFromEnumerable(
            _rows.Select((row, i) => new KeyRow { Point = row.Point, Label = (byte)(i % 3) }));
        using var transformer = _mlContext.Gan().Generator(Unlatent()).Fit(keys);

        CollectionAssert.AreEqual(new[] { "0", "1", "2" }, transformer.Info.Conditions.ClassNames.ToArray());
        float[][] generated = Generated(transformer.Transform(keys));
        float[][] expected = Generated(
            transformer.Sample(3, transformer.Seed, new GeneratorConditions { Labels = [0, 1, 2] }));
        for (int i = 0; i < 3; i++)
            AssertClose(expected[i], generated[i]);
    }

    [TestMethod]
    public void A_prediction_engine_generates_what_the_row_asks_for()
    {
        var pipeline = Keys.Append(_mlContext.Gan().Generator(Options()));
        var model = pipeline.Fit(Points);
        using var engine = _mlContext.Model.CreatePredictionEngine<ClassRow, MadeRow>(model);

        float[][] expected = Generated(model.Transform(Points));
        for (int i = 0; i < 6; i++)
            AssertClose(expected[i], engine.Predict(_rows[i]).Generated);
    }

    [TestMethod]
    public void A_row_without_a_label_is_refused_by_its_number_in_training_and_later()
    {
        var keys = Keys.Fit(Points);
        using var transformer = _mlContext.Gan().Generator(Options()).Fit(keys.Transform(Points));
        _rows[17].Color = "pink";

        var training = Assert.ThrowsExactly<GanDataException>(
            () => _mlContext.Gan().Generator(Options()).Fit(keys.Transform(Points)));
        var later = Assert.ThrowsExactly<GanDataException>(
            () => Generated(transformer.Transform(keys.Transform(Points))));

        foreach (var error in new[] { training, later })
        {
            StringAssert.Contains(error.Message, "Row 17");
            StringAssert.Contains(error.Message, "'Label'");
        }
    }

    [TestMethod]
    public void A_label_column_that_holds_no_keys_is_refused_with_its_type()
    {
        var options = Options();
        options.LabelColumnName = nameof(ClassRow.Color);
        var error = Assert.ThrowsExactly<GanDataException>(() => _mlContext.Gan().Generator(options).Fit(Points));

        StringAssert.Contains(error.Message, "'Color'");
        StringAssert.Contains(error.Message, TextDataViewType.Instance.ToString());
        StringAssert.Contains(error.Message, "MapValueToKey");
    }

    [TestMethod]
    public void A_missing_label_column_is_named_before_and_while_fitting()
    {
        var estimator = _mlContext.Gan().Generator(Options());
        var shape = _mlContext.Transforms.CustomMapping<Nothing, ClassRow>((_, _) => { }, null).GetOutputSchema(
            new SchemaShape([]));

        StringAssert.Contains(Assert.ThrowsExactly<GanDataException>(() => estimator.Fit(Points)).Message, "'Label'");
        StringAssert.Contains(
            Assert.ThrowsExactly<GanDataException>(() => estimator.GetOutputSchema(shape)).Message, "'Label'");
    }

    [TestMethod]
    public void Keys_of_other_classes_are_refused()
    {
        using var transformer = _mlContext.Gan().Generator(Options()).Fit(Keys.Fit(Points).Transform(Points));
        var reversed = _mlContext.Data.LoadFromEnumerable(Enumerable.Reverse(_rows).ToList());
        var fewer = _mlContext.Data.LoadFromEnumerable(_rows.Take(2).ToList());

        var others = Assert.ThrowsExactly<GanDataException>(
            () => transformer.Transform(Keys.Fit(reversed).Transform(reversed)));
        var count = Assert.ThrowsExactly<GanDataException>(
            () => transformer.Transform(Keys.Fit(fewer).Transform(fewer)));

        StringAssert.Contains(others.Message, "red, green, blue");
        StringAssert.Contains(count.Message, "2 classes");
    }

    [TestMethod]
    public void Conditioning_on_labels_needs_a_label_column()
    {
        var options = ClassRow.Options();
        options.Condition = new LabelCondition();
        var error = Assert.ThrowsExactly<GanOptionException>(() => _mlContext.Gan().Generator(options));
        Assert.AreEqual(nameof(options.LabelColumnName), error.Option);
    }

    internal static float[][] Generated(IDataView view) => [.. view.GetColumn<float[]>(nameof(MadeRow.Generated))];

    internal static void AssertClose(float[] expected, float[] actual)
    {
        Assert.HasCount(expected.Length, actual);
        for (int i = 0; i < expected.Length; i++)
            Assert.AreEqual(expected[i], actual[i], 1e-6f);
    }

    private static GanEstimator.Options Unlatent()
    {
        var options = Options();
        options.LatentColumnName = null;
        return options;
    }

    private sealed class Nothing;

    private sealed class NumberedRow
    {
        [VectorType(2)]
        public float[] Point { get; set; } = [];

        public int Digit { get; set; }
    }

    private sealed class KeyRow
    {
        [VectorType(2)]
        public float[] Point { get; set; } = [];

        [KeyType(4)]
        public byte Label { get; set; }
    }
}
