using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Gan.Tests.Conformance.MicrosoftML;

[TestClass]
public sealed class KeyToVectorTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void A_key_becomes_a_vector_with_a_one_in_its_place()
    {
        var view = Apply(["b", "a", "b", "c"]);

        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Single, 3), view.Schema["OneHot"].Type);
        float[][] vectors = [.. view.GetColumn<float[]>("OneHot")];
        CollectionAssert.AreEqual(new float[] { 1, 0, 0 }, vectors[0]);
        CollectionAssert.AreEqual(new float[] { 0, 1, 0 }, vectors[1]);
        CollectionAssert.AreEqual(new float[] { 1, 0, 0 }, vectors[2]);
        CollectionAssert.AreEqual(new float[] { 0, 0, 1 }, vectors[3]);
    }

    [TestMethod]
    public void Slots_are_named_as_the_keys_and_count_as_normalised()
    {
        var column = Apply(["b", "a"]).Schema["OneHot"];

        VBuffer<ReadOnlyMemory<char>> names = default;
        Assert.IsTrue(column.HasSlotNames());
        column.GetSlotNames(ref names);
        CollectionAssert.AreEqual(new[] { "b", "a" }, names.DenseValues().Select(name => name.ToString()).ToArray());
        Assert.IsTrue(column.IsNormalized());
    }

    [TestMethod]
    public void A_missing_key_becomes_zeros()
    {
        var model = Pipeline.Fit(Words(["b", "a"]));
        float[][] vectors = [.. model.Transform(Words(["x", "a"])).GetColumn<float[]>("OneHot")];

        CollectionAssert.AreEqual(new float[] { 0, 0 }, vectors[0]);
        CollectionAssert.AreEqual(new float[] { 0, 1 }, vectors[1]);
    }

    [TestMethod]
    public void Keys_of_bytes_work_too()
    {
        var data = _mlContext.Data.LoadFromEnumerable(new[] { new Small { Key = 1 }, new Small { Key = 0 } });
        var view = _mlContext.Transforms.Conversion.MapKeyToVector("OneHot", "Key").Fit(data).Transform(data);

        float[][] vectors = [.. view.GetColumn<float[]>("OneHot")];
        CollectionAssert.AreEqual(new float[] { 1, 0 }, vectors[0]);
        CollectionAssert.AreEqual(new float[] { 0, 0 }, vectors[1]);
    }

    [TestMethod]
    public void Other_columns_are_refused()
    {
        var error = Assert.Throws<Exception>(() => _mlContext.Transforms.Conversion.MapKeyToVector("OneHot", "Text").Fit(Words(["b"])));
        StringAssert.Contains(error.Message, "Text");
    }

    [TestMethod]
    public void It_is_saved_and_loaded()
    {
        string file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.zip");
        try
        {
            var data = Words(["b", "a", "c"]);
            _mlContext.Model.Save(Pipeline.Fit(data), data.Schema, file);
            var view = new MLContext().Model.Load(file, out _).Transform(Words(["c"]));
            CollectionAssert.AreEqual(new float[] { 0, 0, 1 }, view.GetColumn<float[]>("OneHot").Single());
        }
        finally
        {
            File.Delete(file);
        }
    }

    private IEstimator<ITransformer> Pipeline => _mlContext.Transforms.Conversion.MapValueToKey("Key", "Text")
        .Append(_mlContext.Transforms.Conversion.MapKeyToVector("OneHot", "Key"));

    private IDataView Apply(string[] words) => Pipeline.Fit(Words(words)).Transform(Words(words));

    private IDataView Words(string[] words) => _mlContext.Data.LoadFromEnumerable(words.Select(word => new Word { Text = word }));

    private sealed class Word
    {
        public string Text { get; set; } = "";
    }

    private sealed class Small
    {
        [KeyType(2)]
        public byte Key { get; set; }
    }
}
