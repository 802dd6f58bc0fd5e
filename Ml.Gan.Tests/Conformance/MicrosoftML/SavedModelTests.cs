using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace Ml.Gan.Tests.Conformance.MicrosoftML;

[TestClass]
public sealed class SavedModelTests
{
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly string _folder = Directory.CreateTempSubdirectory("models-").FullName;

    private IDataView Data => _mlContext.Data.LoadFromEnumerable(NumberRow.Create(4));

    [TestCleanup]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void A_chain_is_reloaded_from_a_file_together_with_the_schema()
    {
        var model = _mlContext.Transforms.CopyColumns("Copy", "Number")
            .Append(_mlContext.Transforms.Concatenate("All", "Copy", "Pair"))
            .Append(_mlContext.Transforms.Conversion.ConvertType("Whole", "Copy", DataKind.Int32))
            .Append(_mlContext.Transforms.Conversion.MapValueToKey("Key", "Whole"))
            .Append(_mlContext.Transforms.Conversion.MapKeyToValue("Back", "Key"))
            .Append(_mlContext.Transforms.DropColumns("Copy"))
            .Fit(Data);
        string file = Path.Combine(_folder, "model.zip");
        _mlContext.Model.Save(model, Data.Schema, file);

        var reloaded = new MLContext().Model.Load(file, out var schema);

        Assert.AreEqual(NumberDataViewType.Single, schema["Number"].Type);
        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Single, 2), schema["Pair"].Type);
        var (expected, actual) = (model.Transform(Data), reloaded.Transform(Data));
        CollectionAssert.AreEqual(
            expected.Schema.Select(c => c.Name).ToArray(), actual.Schema.Select(c => c.Name).ToArray());
        CollectionAssert.AreEqual(
            expected.Schema.Select(c => c.Type).ToArray(), actual.Schema.Select(c => c.Type).ToArray());
        CollectionAssert.AreEqual(new[] { 3f, 3, -3 }, actual.GetColumn<float[]>("All").Last());
        CollectionAssert.AreEqual(new[] { 0, 1, 2, 3 }, actual.GetColumn<int>("Back").ToArray());
        CollectionAssert.AreEqual(
            new[] { "model.zip" }, Directory.GetFiles(_folder).Select(Path.GetFileName).ToArray());
    }

    [TestMethod]
    public void A_reloaded_chain_lists_its_steps()
    {
        var model = _mlContext.Transforms.CopyColumns("A", "Number").Append(_mlContext.Transforms.CopyColumns("B", "A")).Fit(Data);
        using var stream = new MemoryStream();
        _mlContext.Model.Save(model, Data.Schema, stream);
        stream.Position = 0;

        var reloaded = (IEnumerable<ITransformer>)new MLContext().Model.Load(stream, out _);

        CollectionAssert.AreEqual(
            model.Select(t => t.GetType()).ToArray(), reloaded.Select(t => t.GetType()).ToArray());
    }

    [TestMethod]
    public void Image_steps_are_reloaded()
    {
        using (var image = Picture.RedAndBlue())
            image.Save(Path.Combine(_folder, "a.png"));
        var data = _mlContext.Data.LoadFromEnumerable(new[] { new ImageFile { Name = "a.png" } });
        var model = _mlContext.Transforms.LoadImages("Image", _folder, "Name")
            .Append(_mlContext.Transforms.ConvertToGrayscale("Grey", "Image"))
            .Append(_mlContext.Transforms.ResizeImages("Small", 6, 4, "Grey", ImageResizingEstimator.ResizingKind.Fill))
            .Append(_mlContext.Transforms.ExtractPixels("Pixels", "Small", interleavePixelColors: true, offsetImage: 1, scaleImage: 0.5f))
            .Append(_mlContext.Transforms.ConvertToImage(4, 6, "Picture", "Pixels", interleavedColors: true, scaleImage: 2, offsetImage: -1))
            .Fit(data);
        using var stream = new MemoryStream();
        _mlContext.Model.Save(model, data.Schema, stream);
        stream.Position = 0;

        var reloaded = new MLContext().Model.Load(stream, out _);

        CollectionAssert.AreEqual(
            model.Transform(data).GetColumn<float[]>("Pixels").Single(), reloaded.Transform(data).GetColumn<float[]>("Pixels").Single());
        CollectionAssert.AreEqual(
            Picture.Read(model.Transform(data), "Small", image => image.GetBGRPixels),
            Picture.Read(reloaded.Transform(data), "Picture", image => image.GetBGRPixels));
    }

    [TestMethod]
    public void A_file_that_is_no_model_is_refused()
    {
        string file = Path.Combine(_folder, "text.zip");
        File.WriteAllText(file, "This is no model.");
        Assert.Throws<Exception>(() => _mlContext.Model.Load(file, out _));
    }

    [TestMethod]
    public void An_engine_predicts_row_by_row()
    {
        ITransformer model = _mlContext.Transforms.Concatenate("All", "Number", "Pair").Fit(Data);
        using var engine = _mlContext.Model.CreatePredictionEngine<NumberRow, AllRow>(model);

        Assert.IsNotNull(engine.OutputSchema.GetColumnOrNull("All"));
        CollectionAssert.AreEqual(new[] { 7f, 8, 9 }, engine.Predict(new NumberRow { Number = 7, Pair = [8, 9] }).All);
        var row = new AllRow();
        engine.Predict(new NumberRow { Number = 1, Pair = [2, 3] }, ref row);
        CollectionAssert.AreEqual(new[] { 1f, 2, 3 }, row.All);
    }

    [TestMethod]
    public void An_engine_takes_sizes_from_the_saved_schema()
    {
        ITransformer model = _mlContext.Transforms.Concatenate("All", "Number", "Pair").Fit(Data);
        using var stream = new MemoryStream();
        _mlContext.Model.Save(model, Data.Schema, stream);
        stream.Position = 0;
        var context = new MLContext();
        var reloaded = context.Model.Load(stream, out var schema);
        using var engine = context.Model.CreatePredictionEngine<UnsizedRow, AllRow>(reloaded, schema);

        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Single, 3), engine.OutputSchema["All"].Type);
        CollectionAssert.AreEqual(new[] { 7f, 8, 9 }, engine.Predict(new UnsizedRow { Number = 7, Pair = [8, 9] }).All);
    }

    [TestMethod]
    public void An_engine_needs_the_columns_of_its_steps()
    {
        ITransformer model = _mlContext.Transforms.Concatenate("All", "Number", "Pair").Fit(Data);
        Assert.Throws<Exception>(() => _mlContext.Model.CreatePredictionEngine<AllRow, AllRow>(model));
    }

    [TestMethod]
    public void An_output_member_without_a_column_is_ignored_by_default()
    {
        ITransformer model = _mlContext.Transforms.CopyColumns("Copy", "Number").Fit(Data);
        using var engine = _mlContext.Model.CreatePredictionEngine<NumberRow, AllRow>(model);
        Assert.IsEmpty(engine.Predict(new NumberRow()).All);
        Assert.Throws<Exception>(() => _mlContext.Model.CreatePredictionEngine<NumberRow, AllRow>(model, ignoreMissingColumns: false));
    }

    private sealed class AllRow
    {
        [VectorType(3)]
        public float[] All { get; set; } = [];
    }

    private sealed class UnsizedRow
    {
        public float Number { get; set; }

        public float[] Pair { get; set; } = [];
    }

    private sealed class ImageFile
    {
        public string Name { get; set; } = "";
    }
}
