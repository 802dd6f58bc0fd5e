using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Ml.Gan.Tests.Conformance.MicrosoftML;

[TestClass]
public sealed class ColumnTransformTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    private IDataView Data => _mlContext.Data.LoadFromEnumerable(NumberRow.Create(3));

    [TestMethod]
    public void A_copied_column_keeps_type_and_annotations()
    {
        var definition = SchemaDefinition.Create(typeof(NumberRow));
        definition["Number"].AddAnnotation("Factor", 2.5f, NumberDataViewType.Single);
        var data = _mlContext.Data.LoadFromEnumerable(NumberRow.Create(3), definition);
        var view = Apply(_mlContext.Transforms.CopyColumns("Copy", "Number"), data);

        Assert.AreEqual(NumberDataViewType.Single, view.Schema["Copy"].Type);
        float factor = 0;
        view.Schema["Copy"].Annotations.GetValue("Factor", ref factor);
        Assert.AreEqual(2.5f, factor);
        CollectionAssert.AreEqual(new[] { 0f, 1, 2 }, view.GetColumn<float>("Copy").ToArray());
    }

    [TestMethod]
    public void Scalars_and_vectors_become_one_vector_with_slot_names()
    {
        var view = Apply(_mlContext.Transforms.Concatenate("All", "Pair", "Number"));

        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Single, 3), view.Schema["All"].Type);
        CollectionAssert.AreEqual(new[] { 2f, -2, 2 }, view.GetColumn<float[]>("All").Last());
        VBuffer<ReadOnlyMemory<char>> names = default;
        view.Schema["All"].GetSlotNames(ref names);
        Assert.AreEqual("Number", names.GetItemOrDefault(2).ToString());
    }

    [TestMethod]
    public void Columns_of_different_types_can_t_be_concatenated()
    {
        var pipeline = _mlContext.Transforms.Conversion.ConvertType("Whole", "Number", DataKind.Int32)
            .Append(_mlContext.Transforms.Concatenate("All", "Whole", "Number"));
        Assert.Throws<Exception>(() => pipeline.Fit(Data));
    }

    [TestMethod]
    public void Selected_columns_are_all_that_is_left()
    {
        var view = Apply(_mlContext.Transforms.SelectColumns("Pair"));
        CollectionAssert.AreEqual(new[] { "Pair" }, view.Schema.Select(c => c.Name).ToArray());
        CollectionAssert.AreEqual(new[] { 1f, -1 }, view.GetColumn<float[]>("Pair").ElementAt(1));
    }

    [TestMethod]
    public void Dropped_columns_are_gone()
    {
        var view = Apply(_mlContext.Transforms.DropColumns("Pair"));
        CollectionAssert.AreEqual(new[] { "Number" }, view.Schema.Select(c => c.Name).ToArray());
    }

    [TestMethod]
    public void A_missing_column_is_refused_with_its_name()
    {
        IEstimator<ITransformer>[] estimators =
        [
            _mlContext.Transforms.CopyColumns("Copy", "Absent"),
            _mlContext.Transforms.Concatenate("All", "Absent"),
            _mlContext.Transforms.SelectColumns("Absent"),
            _mlContext.Transforms.Conversion.ConvertType("Whole", "Absent"),
        ];
        foreach (var estimator in estimators)
            StringAssert.Contains(Assert.Throws<Exception>(() => estimator.Fit(Data)).Message, "Absent");
    }

    [TestMethod]
    public void Numbers_are_converted_one_by_one_and_in_vectors()
    {
        var view = Apply(_mlContext.Transforms.Conversion.ConvertType("Whole", "Number", DataKind.Int32)
            .Append(_mlContext.Transforms.Conversion.ConvertType("Pair", outputKind: DataKind.Double)));

        CollectionAssert.AreEqual(new[] { 0, 1, 2 }, view.GetColumn<int>("Whole").ToArray());
        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Double, 2), view.Schema["Pair"].Type);
        CollectionAssert.AreEqual(new[] { 2d, -2 }, view.GetColumn<double[]>("Pair").Last());
    }

    [TestMethod]
    public void Values_become_keys_in_the_order_of_occurrence_and_back()
    {
        string[] words = ["b", "a", "b", "c"];
        var data = _mlContext.Data.LoadFromEnumerable(words.Select(w => new Word { Text = w }));
        var view = Apply(_mlContext.Transforms.Conversion.MapValueToKey("Key", "Text")
            .Append(_mlContext.Transforms.Conversion.MapKeyToValue("Back", "Key")), data);

        Assert.AreEqual(new KeyDataViewType(typeof(uint), 3), view.Schema["Key"].Type);
        CollectionAssert.AreEqual(new uint[] { 1, 2, 1, 3 }, view.GetColumn<uint>("Key").ToArray());
        CollectionAssert.AreEqual(words, view.GetColumn<string>("Back").ToArray());
        VBuffer<ReadOnlyMemory<char>> values = default;
        view.Schema["Key"].GetKeyValues(ref values);
        CollectionAssert.AreEqual(new[] { "b", "a", "c" }, values.DenseValues().Select(v => v.ToString()).ToArray());
    }

    [TestMethod]
    public void Keys_follow_the_order_of_the_values_on_request()
    {
        var fit = _mlContext.Transforms.Conversion
            .MapValueToKey("Key", "Text", keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByValue)
            .Fit(_mlContext.Data.LoadFromEnumerable(new[] { new Word { Text = "b" }, new Word { Text = "a" } }));
        var view = fit.Transform(_mlContext.Data.LoadFromEnumerable(new[] { new Word { Text = "b" }, new Word { Text = "x" } }));

        CollectionAssert.AreEqual(new uint[] { 2, 0 }, view.GetColumn<uint>("Key").ToArray());
    }

    private IDataView Apply(IEstimator<ITransformer> estimator, IDataView? data = null) => estimator.Fit(data ?? Data).Transform(data ?? Data);

    private sealed class Word
    {
        public string Text { get; set; } = "";
    }
}
