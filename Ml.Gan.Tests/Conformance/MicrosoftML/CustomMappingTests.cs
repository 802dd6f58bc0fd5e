using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Ml.Gan.Tests.Conformance.MicrosoftML;

[TestClass]
public sealed class CustomMappingTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    private IDataView Data => _mlContext.Data.LoadFromEnumerable(NumberRow.Create(3));

    [TestMethod]
    public void A_function_adds_columns()
    {
        var view = Apply(_mlContext.Transforms.CustomMapping<NumberRow, Derived>(Derive, null));

        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Single, 3), view.Schema["Powers"].Type);
        CollectionAssert.AreEqual(new[] { 2f, 4, 8 }, view.GetColumn<float[]>("Powers").Last());
        CollectionAssert.AreEqual(new[] { "#0", "#1", "#2" }, view.GetColumn<string>("Name").ToArray());
        CollectionAssert.AreEqual(new[] { 0f, 1, 2 }, view.GetColumn<float>("Number").ToArray());
    }

    [TestMethod]
    public void The_function_is_called_once_a_row_however_many_columns_are_read()
    {
        int calls = 0;
        var view = Apply(_mlContext.Transforms.CustomMapping<NumberRow, Derived>((row, derived) =>
        {
            calls++;
            Derive(row, derived);
        }, null));
        Assert.HasCount(3, _mlContext.Data.CreateEnumerable<Derived>(view, false).ToArray());
        Assert.AreEqual(3, calls);
    }

    [TestMethod]
    public void A_definition_gives_name_and_size_of_the_output()
    {
        var definition = SchemaDefinition.Create(typeof(Derived));
        definition[nameof(Derived.Powers)].ColumnName = "Generated";
        definition["Generated"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 1, 3);
        var estimator = _mlContext.Transforms.CustomMapping<NumberRow, Derived>(Derive, null, outputSchemaDefinition: definition);

        Assert.AreEqual(
            new VectorDataViewType(NumberDataViewType.Single, 1, 3), Apply(estimator).Schema["Generated"].Type);
    }

    [TestMethod]
    public void The_shape_of_added_columns_is_known_without_data()
    {
        var shape = _mlContext.Transforms.CustomMapping<NoColumns, Derived>((_, _) => { }, null).GetOutputSchema(new SchemaShape([]));

        var column = shape.Single(c => c.Name == "Powers");
        Assert.AreEqual(SchemaShape.Column.VectorKind.Vector, column.Kind);
        Assert.AreEqual(NumberDataViewType.Single, column.ItemType);
    }

    [TestMethod]
    public void A_missing_input_is_refused()
    {
        var estimator = _mlContext.Transforms.CustomMapping<Derived, NumberRow>((_, _) => { }, null);
        Assert.Throws<Exception>(() => estimator.Fit(Data));
    }

    [TestMethod]
    public void Without_a_contract_it_can_t_be_saved()
    {
        var model = _mlContext.Transforms.CustomMapping<NumberRow, Derived>(Derive, null).Fit(Data);
        Assert.Throws<Exception>(() => _mlContext.Model.Save(model, Data.Schema, new MemoryStream()));
    }

    [TestMethod]
    public void With_a_contract_and_its_factory_it_is_reloaded()
    {
        var model = _mlContext.Transforms.CustomMapping(new DeriveFactory().GetMapping(), "derive").Fit(Data);
        using var stream = new MemoryStream();
        _mlContext.Model.Save(model, Data.Schema, stream);

        var context = new MLContext();
        context.ComponentCatalog.RegisterAssembly(typeof(DeriveFactory).Assembly);
        stream.Position = 0;
        var reloaded = context.Model.Load(stream, out _);

        CollectionAssert.AreEqual(new[] { 2f, 4, 8 }, reloaded.Transform(Data).GetColumn<float[]>("Powers").Last());
    }

    private static void Derive(NumberRow row, Derived derived)
    {
        float x = row.Number;
        derived.Powers = [x, x * x, x * x * x];
        derived.Name = $"#{x}";
    }

    private IDataView Apply(IEstimator<ITransformer> estimator) => estimator.Fit(Data).Transform(Data);

    /// <summary>What is computed from a number.</summary>
    public sealed class Derived
    {
        [VectorType(3)]
        public float[] Powers { get; set; } = [];

        public string Name { get; set; } = "";
    }

    /// <summary>The input of the saved mapping.</summary>
    public sealed class Input
    {
        public float Number { get; set; }
    }

    /// <summary>Gives the function again in a reloaded model.</summary>
    [CustomMappingFactoryAttribute("derive")]
    public sealed class DeriveFactory : CustomMappingFactory<Input, Derived>
    {
        public override Action<Input, Derived> GetMapping() =>
            (row, derived) => Derive(new NumberRow { Number = row.Number }, derived);
    }
}
