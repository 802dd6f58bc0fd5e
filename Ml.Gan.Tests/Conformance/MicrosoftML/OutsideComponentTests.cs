using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Gan.Tests.Conformance.MicrosoftML;

/// <summary>Data views, estimators and transformers that are not ML.NET's own, among those that are.</summary>
[TestClass]
public sealed class OutsideComponentTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void A_view_of_our_own_goes_through_built_in_steps()
    {
        var data = new RampDataView(6);
        var pipeline = _mlContext.Transforms.Concatenate("All", "Number", "Pair")
            .AppendCacheCheckpoint(_mlContext)
            .Append(_mlContext.Transforms.DropColumns("Pair"));
        var view = _mlContext.Data.ShuffleRows(pipeline.Fit(data).Transform(data), seed: 2);

        var rows = _mlContext.Data.CreateEnumerable<AllRow>(view, reuseRowObject: false).OrderBy(r => r.Number).ToList();
        Assert.HasCount(6, rows);
        CollectionAssert.AreEqual(new[] { 5f, 5, -5 }, rows[5].All);
    }

    [TestMethod]
    public void An_estimator_of_our_own_stands_anywhere_in_a_chain()
    {
        var data = _mlContext.Data.LoadFromEnumerable(NumberRow.Create(5));
        var pipeline = _mlContext.Transforms.CopyColumns("Copy", "Number")
            .Append(new CentringEstimator(_mlContext, _ => { }))
            .Append(_mlContext.Transforms.Concatenate("Both", "Centred", "Copy"));
        var model = pipeline.Fit(data);

        CollectionAssert.AreEqual(new[] { 2f, 4 }, model.Transform(data).GetColumn<float[]>("Both").Last());
        Assert.AreEqual(2f, model.OfType<CentringTransformer>().Single().Mean);
    }

    [TestMethod]
    public void Its_shape_is_passed_on_to_later_steps()
    {
        var shape = _mlContext.Transforms.CustomMapping<NoColumns, NumberRow>((_, _) => { }, null).GetOutputSchema(new SchemaShape([]));
        IEstimator<ITransformer> centring = new CentringEstimator(_mlContext, _ => { });
        var both = centring.Append(_mlContext.Transforms.Concatenate("Both", "Centred", "Pair")).GetOutputSchema(shape);

        CollectionAssert.IsSubsetOf(new[] { "Number", "Pair", "Centred", "Both" }, both.Select(c => c.Name).ToArray());
        Assert.Throws<Exception>(() => centring.Append(_mlContext.Transforms.CopyColumns("Copy", "Absent")).GetOutputSchema(shape));
    }

    [TestMethod]
    public void A_transformer_of_our_own_serves_a_prediction_engine()
    {
        var data = _mlContext.Data.LoadFromEnumerable(NumberRow.Create(5));
        var model = new CentringEstimator(_mlContext, _ => { })
            .Append(_mlContext.Transforms.CopyColumns("Copy", "Centred")).Fit(data);
        using var engine = _mlContext.Model.CreatePredictionEngine<NumberRow, CentredRow>(model);

        for (int i = 0; i < 3; i++)
        {
            var row = engine.Predict(new NumberRow { Number = i, Pair = [0, 0] });
            Assert.AreEqual(i - 2f, row.Centred);
            Assert.AreEqual(i - 2f, row.Copy);
        }
    }

    [TestMethod]
    public void A_transformer_of_our_own_that_saves_nothing_can_t_be_reloaded()
    {
        var data = _mlContext.Data.LoadFromEnumerable(NumberRow.Create(5));
        var model = new CentringEstimator(_mlContext, _ => { }).Append(_mlContext.Transforms.CopyColumns("Copy", "Centred")).Fit(data);

        Assert.Throws<Exception>(() =>
        {
            using var stream = new MemoryStream();
            _mlContext.Model.Save(model, data.Schema, stream);
            stream.Position = 0;
            new MLContext().Model.Load(stream, out _);
        });
    }

    [TestMethod]
    public void A_transformer_of_our_own_may_save_a_built_in_one_in_its_place()
    {
        var data = _mlContext.Data.LoadFromEnumerable(NumberRow.Create(5));
        ICanSaveModel stand = _mlContext.Transforms.CopyColumns("Centred", "Number").Fit(data);
        var model = new CentringEstimator(_mlContext, stand.Save).Append(_mlContext.Transforms.CopyColumns("Copy", "Centred")).Fit(data);

        using var stream = new MemoryStream();
        _mlContext.Model.Save(model, data.Schema, stream);
        stream.Position = 0;
        var reloaded = new MLContext().Model.Load(stream, out _);

        CollectionAssert.AreEqual(
            new[] { 0f, 1, 2, 3, 4 }, reloaded.Transform(data).GetColumn<float>("Copy").ToArray());
    }

    private sealed class AllRow
    {
        public float Number { get; set; }

        [VectorType(3)]
        public float[] All { get; set; } = [];
    }

    private sealed class CentredRow
    {
        public float Centred { get; set; }

        public float Copy { get; set; }
    }
}
