using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Gan.Models;
using static Ml.Gan.Tests.Pipeline.Conditions.LabelPipelineTests;

namespace Ml.Gan.Tests.Pipeline.Conditions;

[TestClass]
public sealed class SavedConditionsTests
{
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly List<ClassRow> _rows = ClassRow.Create(60);
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.zip");

    private IDataView Data => _mlContext.Data.LoadFromEnumerable(_rows);

    [TestCleanup]
    public void RemoveFile() => File.Delete(_file);

    [TestMethod]
    public void With_labels_and_latents_a_reloaded_pipeline_gives_the_same_samples_and_columns()
    {
        var options = ClassRow.Options();
        options.LabelColumnName = "Label";
        AssertSameReloaded(Keys.Append(_mlContext.Gan().Generator(options)).Fit(Data));
    }

    [TestMethod]
    public void With_condition_vectors_too()
    {
        var options = ClassRow.Options();
        options.ConditionColumnName = nameof(ClassRow.Direction);
        AssertSameReloaded(_mlContext.Gan().Generator(options).Fit(Data));
    }

    [TestMethod]
    public void And_with_labels_and_codes()
    {
        var options = ClassRow.Options();
        (options.LabelColumnName, options.CodesColumnName) = ("Label", nameof(ClassRow.Codes));
        options.Codes = LatentCodes.Parse("3,c1");
        AssertSameReloaded(Keys.Append(_mlContext.Gan().Generator(options)).Fit(Data));
    }

    [TestMethod]
    public void Without_latents_a_reloaded_generator_reads_nothing_but_labels_and_draws()
    {
        var options = ClassRow.Options();
        (options.LatentColumnName, options.LabelColumnName) = (null, "Label");
        var labeled = Keys.Fit(Data).Transform(Data);
        _mlContext.Model.Save(_mlContext.Gan().Generator(options).Fit(labeled), labeled.Schema, _file);

        var labels = _mlContext.Data.LoadFromEnumerable(
            Enumerable.Range(0, 30).Select(i => new Asked { Label = (uint)(i % 3 + 1) }));
        using var reloaded = new ReloadedPipeline(_file);
        float[][] samples = Generated(reloaded.Transform(labels));

        Assert.AreEqual(30, samples.Select(sample => sample[0]).Distinct().Count());
    }

    [TestMethod]
    public void Codes_that_are_drawn_make_reloaded_samples_differ_at_the_same_latents()
    {
        foreach (var row in _rows)
            row.Noise = [1, 0, -1];
        var options = ClassRow.Options();
        options.Codes = LatentCodes.Parse("3,2,c1");
        _mlContext.Model.Save(_mlContext.Gan().Generator(options).Fit(Data), Data.Schema, _file);

        using var reloaded = new ReloadedPipeline(_file);
        float[][] samples = Generated(reloaded.Transform(Data));

        Assert.AreEqual(60, samples.Select(sample => sample[0]).Distinct().Count());
    }

    [TestMethod]
    public void A_reloaded_pipeline_serves_a_prediction_engine()
    {
        var options = ClassRow.Options();
        options.LabelColumnName = "Label";
        var model = Keys.Append(_mlContext.Gan().Generator(options)).Fit(Data);
        _mlContext.Model.Save(model, Data.Schema, _file);
        float[][] expected = Generated(model.Transform(Data));

        var context = new MLContext();
        using var engine = context.Model.CreatePredictionEngine<ClassRow, MadeRow>(context.Model.Load(_file, out _));
        for (int i = 0; i < 3; i++)
            AssertClose(expected[i], engine.Predict(_rows[i]).Generated);
    }

    private IEstimator<ITransformer> Keys =>
        _mlContext.Transforms.Conversion.MapValueToKey("Label", nameof(ClassRow.Color));

    private void AssertSameReloaded(ITransformer model)
    {
        _mlContext.Model.Save(model, Data.Schema, _file);
        using var pipeline = new ReloadedPipeline(_file);
        var (live, reloaded) = (model.Transform(Data), pipeline.Transform(Data));

        CollectionAssert.AreEqual(
            live.Schema.Select(column => $"{column.Name} {column.Type}").ToArray(),
            reloaded.Schema.Select(column => $"{column.Name} {column.Type}").ToArray());
        foreach (var (expected, actual) in Generated(live).Zip(Generated(reloaded)))
            AssertClose(expected, actual);
    }

    private sealed class Asked
    {
        [KeyType(3)]
        public uint Label { get; set; }
    }
}
