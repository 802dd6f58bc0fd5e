using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Onnx;
using Ml.Gan.Onnx;

namespace Ml.Gan.Tests.Conformance.MicrosoftML;

/// <summary>ML.NET's ONNX step on a model of three lines: out = latent · W + b, with N rows.</summary>
[TestClass]
public sealed class OnnxModelTests
{
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly string _folder = Directory.CreateTempSubdirectory("onnx-").FullName;
    private readonly List<LatentRow> _rows = [.. Enumerable.Range(0, 5).Select(i => new LatentRow { Latent = [i, 1 - i, 2] })];

    private IDataView Data => _mlContext.Data.LoadFromEnumerable(_rows);

    private string ModelFile => Path.Combine(_folder, "model.onnx");

    [TestInitialize]
    public void WriteModel()
    {
        var graph = new OnnxGraph("test");
        graph.Output("image", graph.Linear("fc", graph.Input("latent", null, 3), [1, 2, 3, 4, 5, 6], [10, 20], 2));
        graph.Save(ModelFile);
    }

    [TestCleanup]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void Outputs_become_columns_with_a_first_dimension_of_one()
    {
        using var model = _mlContext.Transforms.ApplyOnnxModel("image", "latent", ModelFile).Fit(Data);
        var view = model.Transform(Data);

        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Single, 1, 2), view.Schema["image"].Type);
        AssertComputed(view);
    }

    [TestMethod]
    public void Inputs_and_outputs_are_the_model_s_by_default()
    {
        using var model = _mlContext.Transforms.ApplyOnnxModel(ModelFile).Fit(Data);
        AssertComputed(model.Transform(Data));
    }

    [TestMethod]
    public void Options_say_the_same()
    {
        using var model = _mlContext.Transforms.ApplyOnnxModel(new OnnxOptions
        {
            ModelFile = ModelFile,
            InputColumns = ["latent"],
            OutputColumns = ["image"],
            IntraOpNumThreads = 1,
        }).Fit(Data);
        AssertComputed(model.Transform(Data));
    }

    [TestMethod]
    public void The_shape_is_known_before_the_fit()
    {
        var shape = _mlContext.Transforms.CustomMapping<NoColumns, LatentRow>((_, _) => { }, null).GetOutputSchema(new SchemaShape([]));
        var column = _mlContext.Transforms.ApplyOnnxModel("image", "latent", ModelFile).GetOutputSchema(shape).Single(c => c.Name == "image");

        Assert.AreEqual(SchemaShape.Column.VectorKind.Vector, column.Kind);
        Assert.AreEqual(NumberDataViewType.Single, column.ItemType);
    }

    [TestMethod]
    public void Vectors_of_another_length_are_refused()
    {
        var data = _mlContext.Data.LoadFromEnumerable(new[] { new ShortRow { Latent = [1, 2] } });
        Assert.Throws<Exception>(() =>
        {
            using var model = _mlContext.Transforms.ApplyOnnxModel("image", "latent", ModelFile).Fit(data);
            Assert.HasCount(1, model.Transform(data).GetColumn<float[]>("image").ToList());
        });
    }

    [TestMethod]
    public void A_missing_column_file_or_output_is_refused()
    {
        var other = _mlContext.Data.LoadFromEnumerable(NumberRow.Create(1));
        Assert.Throws<Exception>(() => _mlContext.Transforms.ApplyOnnxModel("image", "latent", ModelFile).Fit(other));
        Assert.Throws<Exception>(() => _mlContext.Transforms.ApplyOnnxModel("image", "latent", Path.Combine(_folder, "absent.onnx")).Fit(Data));
        Assert.Throws<Exception>(() => _mlContext.Transforms.ApplyOnnxModel("picture", "latent", ModelFile).Fit(Data));
    }

    [TestMethod]
    public void A_saved_model_holds_the_network()
    {
        using var model = _mlContext.Transforms.ApplyOnnxModel("image", "latent", ModelFile)
            .Append(_mlContext.Transforms.CopyColumns("Copy", "image")).Fit(Data);
        string file = Path.Combine(_folder, "model.zip");
        _mlContext.Model.Save(model, Data.Schema, file);
        File.Delete(ModelFile);

        var reloaded = new MLContext().Model.Load(file, out _);

        Assert.IsInstanceOfType<OnnxTransformer>(((IEnumerable<ITransformer>)reloaded).First());
        AssertComputed(reloaded.Transform(Data));
        AssertComputed(reloaded.Transform(Data), "Copy");
        (reloaded as IDisposable)?.Dispose();
    }

    [TestMethod]
    public void A_transformer_of_our_own_may_save_a_network_in_its_place()
    {
        using var network = _mlContext.Transforms.ApplyOnnxModel("image", "latent", ModelFile).Fit(Data);
        var numbers = _mlContext.Data.LoadFromEnumerable(NumberRow.Create(3));
        var model = new CentringEstimator(_mlContext, ((ICanSaveModel)network).Save)
            .Append(_mlContext.Transforms.CopyColumns("Copy", "Number")).Fit(numbers);
        using var stream = new MemoryStream();
        _mlContext.Model.Save(model, numbers.Schema, stream);
        stream.Position = 0;

        var reloaded = (IEnumerable<ITransformer>)new MLContext().Model.Load(stream, out _);

        var first = reloaded.First();
        Assert.IsInstanceOfType<OnnxTransformer>(first);
        AssertComputed(first.Transform(Data));
        (first as IDisposable)?.Dispose();
    }

    [TestMethod]
    public void An_engine_runs_the_network()
    {
        var model = _mlContext.Transforms.ApplyOnnxModel("image", "latent", ModelFile).Fit(Data);
        using var engine = _mlContext.Model.CreatePredictionEngine<LatentRow, ImageRow>(model);
        foreach (var row in _rows)
            CollectionAssert.AreEqual(Expected(row), engine.Predict(row).Image);
    }

    [TestMethod]
    public void Threads_share_a_network()
    {
        using var model = _mlContext.Transforms.ApplyOnnxModel("image", "latent", ModelFile).Fit(Data);
        var view = model.Transform(Data);
        Parallel.For(0, 8, _ => AssertComputed(view));
    }

    [TestMethod]
    public void A_graph_that_draws_noise_differs_from_row_to_row()
    {
        var graph = new OnnxGraph("noise");
        graph.Output("image", OnnxRandom.NormalLike(graph, "noise", graph.Input("One", null, 1), 4));
        graph.Save(ModelFile);
        var data = _mlContext.Data.LoadFromEnumerable(_rows.Select(_ => new OneRow { One = [1] }));
        using var model = _mlContext.Transforms.ApplyOnnxModel("image", "One", ModelFile).Fit(data);

        float[][] images = [.. model.Transform(data).GetColumn<float[]>("image")];
        Assert.HasCount(5, images.Select(i => i[0]).Distinct());
        Assert.HasCount(4, images[0]);
    }

    private void AssertComputed(IDataView view, string column = "image")
    {
        float[][] actual = [.. view.GetColumn<float[]>(column)];
        Assert.HasCount(_rows.Count, actual);
        for (int i = 0; i < actual.Length; i++)
            CollectionAssert.AreEqual(Expected(_rows[i]), actual[i]);
    }

    private static float[] Expected(LatentRow row)
    {
        float[] z = row.Latent;
        return [z[0] + 2 * z[1] + 3 * z[2] + 10, 4 * z[0] + 5 * z[1] + 6 * z[2] + 20];
    }

    private sealed class LatentRow
    {
        [VectorType(3)]
        [ColumnName("latent")]
        public float[] Latent { get; set; } = [];
    }

    private sealed class ShortRow
    {
        [VectorType(2)]
        [ColumnName("latent")]
        public float[] Latent { get; set; } = [];
    }

    private sealed class ImageRow
    {
        [VectorType(1, 2)]
        [ColumnName("image")]
        public float[] Image { get; set; } = [];
    }

    private sealed class OneRow
    {
        [VectorType(1)]
        public float[] One { get; set; } = [];
    }
}
