using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Gan.Tests.Conformance.MicrosoftML;

[TestClass]
public sealed class PipelineTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    private IDataView Data => _mlContext.Data.LoadFromEnumerable(NumberRow.Create(4));

    [TestMethod]
    public void A_chain_says_before_the_fit_which_columns_it_will_give()
    {
        var chain = _mlContext.Transforms.CopyColumns("Copy", "Number")
            .Append(_mlContext.Transforms.Concatenate("All", "Copy", "Pair"))
            .Append(_mlContext.Transforms.DropColumns("Copy"));
        var shape = chain.GetOutputSchema(Shape());
        var schema = chain.Fit(Data).GetOutputSchema(Data.Schema);

        CollectionAssert.AreEquivalent(schema.Select(c => c.Name).ToArray(), shape.Select(c => c.Name).ToArray());
        var all = shape.Single(c => c.Name == "All");
        Assert.AreEqual(SchemaShape.Column.VectorKind.Vector, all.Kind);
        Assert.AreEqual(NumberDataViewType.Single, all.ItemType);
        Assert.IsFalse(all.IsKey);
    }

    [TestMethod]
    public void A_chain_refuses_a_step_whose_column_is_missing_before_it_fits_any()
    {
        bool fitted = false;
        var chain = _mlContext.Transforms.CopyColumns("Copy", "Number").WithOnFitDelegate(_ => fitted = true)
            .Append(_mlContext.Transforms.CopyColumns("Other", "Absent"));

        StringAssert.Contains(Assert.Throws<Exception>(() => chain.GetOutputSchema(Shape())).Message, "Absent");
        Assert.Throws<Exception>(() => chain.Fit(Data));
        Assert.IsFalse(fitted);
    }

    [TestMethod]
    public void A_fitted_chain_lists_its_transformers_and_knows_its_last_one()
    {
        var model = _mlContext.Transforms.CopyColumns("A", "Number")
            .Append(_mlContext.Transforms.CopyColumns("B", "A"))
            .Append(_mlContext.Transforms.Concatenate("C", "A", "B")).Fit(Data);

        Assert.HasCount(3, model);
        Assert.AreSame(model.Last(), model.LastTransformer);
        CollectionAssert.AreEqual(new[] { 3f, 3 }, model.Transform(Data).GetColumn<float[]>("C").Last());
    }

    [TestMethod]
    public void Nothing_is_read_until_the_result_is()
    {
        int rows = 0;
        var data = _mlContext.Data.LoadFromEnumerable(NumberRow.Create(4).Select(row =>
        {
            rows++;
            return row;
        }));
        var view = _mlContext.Transforms.CopyColumns("Copy", "Number").Fit(data).Transform(data);

        Assert.AreEqual(0, rows);
        Assert.HasCount(4, view.GetColumn<float>("Copy").ToArray());
    }

    [TestMethod]
    public void A_checkpoint_spares_later_steps_the_work_of_earlier_ones()
    {
        int calls = 0;
        var chain = _mlContext.Transforms.CustomMapping<NumberRow, Square>((row, square) =>
            {
                calls++;
                square.Value = row.Number * row.Number;
            }, null)
            .AppendCacheCheckpoint(_mlContext)
            .Append(_mlContext.Transforms.Conversion.MapValueToKey("First", "Value"))
            .Append(_mlContext.Transforms.Conversion.MapValueToKey("Second", "Value"));
        chain.Fit(Data);

        Assert.AreEqual(4, calls);
    }

    [TestMethod]
    public void Transformers_are_appended_too()
    {
        ITransformer first = _mlContext.Transforms.CopyColumns("A", "Number").Fit(Data);
        var chain = first.Append(_mlContext.Transforms.CopyColumns("B", "Number").Fit(Data));

        CollectionAssert.AreEqual(new[] { 0f, 1, 2, 3 }, chain.Transform(Data).GetColumn<float>("B").ToArray());
    }

    [TestMethod]
    public void A_chain_maps_row_to_row_and_knows_what_it_depends_on()
    {
        ITransformer model = _mlContext.Transforms.CopyColumns("A", "Number")
            .Append(_mlContext.Transforms.CopyColumns("B", "A")).Fit(Data);
        Assert.IsTrue(model.IsRowToRowMapper);

        var mapper = model.GetRowToRowMapper(Data.Schema);
        var needed = mapper.GetDependencies([mapper.OutputSchema["B"]]).Select(c => c.Name).ToArray();
        CollectionAssert.AreEqual(new[] { "Number" }, needed);
    }

    [TestMethod]
    public void The_same_seed_gives_the_same_random_numbers()
    {
        static int Draw(MLContext context) =>
            ((Microsoft.ML.Runtime.IHostEnvironment)context).Register("Test").Rand.Next();

        Assert.AreEqual(Draw(new MLContext(seed: 3)), Draw(new MLContext(seed: 3)));
        Assert.AreNotEqual(Draw(new MLContext(seed: 3)), Draw(new MLContext(seed: 4)));
    }

    /// <summary>The shape of the rows, from a built-in estimator that would add all their columns.</summary>
    private SchemaShape Shape() =>
        _mlContext.Transforms.CustomMapping<NoColumns, NumberRow>((_, _) => { }, null).GetOutputSchema(new SchemaShape([]));

    private sealed class Square
    {
        public float Value { get; set; }
    }
}
