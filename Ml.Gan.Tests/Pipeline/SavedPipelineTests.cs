using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Gan.Networks;
using Ml.Gan.Tests.Data;
using Ml.Gan.Tests.Pipeline.Scoring;

namespace Ml.Gan.Tests.Pipeline;

[TestClass]
public sealed class SavedPipelineTests
{
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly List<VectorRow> _rows = VectorRow.Create(100);
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.zip");

    private IDataView Data => _mlContext.Data.LoadFromEnumerable(_rows);

    [TestCleanup]
    public void RemoveFile() => File.Delete(_file);

    [TestMethod]
    public void A_reloaded_pipeline_gives_the_same_numbers_and_types()
    {
        var pipeline = _mlContext.Transforms.CopyColumns("Latent", nameof(VectorRow.Noise))
            .Append(_mlContext.Gan().Generator(Options("Latent")))
            .Append(_mlContext.Transforms.CopyColumns("Copy", "Generated"));
        var model = pipeline.Fit(Data);
        _mlContext.Model.Save(model, Data.Schema, _file);

        using var reloaded = new ReloadedPipeline(_file);

        CollectionAssert.IsSubsetOf(new[] { "Point", "Noise", "Id" }, reloaded.Schema!.Select(c => c.Name).ToArray());
        var (live, loaded) = (model.Transform(Data), reloaded.Transform(Data));
        Assert.AreEqual(live.Schema["Copy"].Type, loaded.Schema["Copy"].Type);
        float[][] expected = [.. live.GetColumn<float[]>("Copy")], actual = [.. loaded.GetColumn<float[]>("Copy")];
        for (int i = 0; i < expected.Length; i++)
            for (int j = 0; j < 2; j++)
                Assert.AreEqual(expected[i][j], actual[i][j], 1e-6f);
    }

    [TestMethod]
    public void A_reloaded_pipeline_without_latent_vectors_draws_a_sample_for_each_row()
    {
        _mlContext.Model.Save(_mlContext.Gan().Generator(Options(null)).Fit(Data), Data.Schema, _file);

        using var reloaded = new ReloadedPipeline(_file);
        float[][] samples = [.. reloaded.Transform(Data).GetColumn<float[]>("Generated")];

        Assert.HasCount(_rows.Count, samples);
        Assert.AreEqual(_rows.Count, samples.Select(s => (s[0], s[1])).Distinct().Count());
    }

    [TestMethod]
    public void A_column_that_is_replaced_by_samples_like_it_is_saved_too()
    {
        var options = Options(null);
        (options.OutputColumnName, options.InputColumnName) = (nameof(VectorRow.Point), null);
        _mlContext.Model.Save(_mlContext.Gan().Generator(options).Fit(Data), Data.Schema, _file);

        using var reloaded = new ReloadedPipeline(_file);
        float[][] samples = [.. reloaded.Transform(Data).GetColumn<float[]>(nameof(VectorRow.Point))];

        Assert.HasCount(_rows.Count, samples);
        Assert.AreEqual(_rows.Count, samples.Select(s => (s[0], s[1])).Distinct().Count());
        Assert.IsFalse(samples.Zip(_rows).Any(pair => pair.First.SequenceEqual(pair.Second.Point)));
    }

    [TestMethod]
    public void A_reloaded_pipeline_serves_a_prediction_engine()
    {
        var model = _mlContext.Gan().Generator(Options(nameof(VectorRow.Noise))).Fit(Data);
        _mlContext.Model.Save(model, Data.Schema, _file);
        var expected = _mlContext.Data.CreateEnumerable<GeneratedRow>(model.Transform(Data), false).ToArray();

        var context = new MLContext();
        using var engine = context.Model.CreatePredictionEngine<VectorRow, GeneratedRow>(
            context.Model.Load(_file, out _));
        for (int i = 0; i < 5; i++)
        {
            float[] actual = engine.Predict(_rows[i]).Generated;
            Assert.AreEqual(expected[i].Generated[0], actual[0], 1e-6f);
            Assert.AreEqual(expected[i].Generated[1], actual[1], 1e-6f);
        }
    }

    [TestMethod]
    public void Styles_are_truncated_in_the_pipeline_and_in_the_saved_one()
    {
        var data = _mlContext.Data.LoadFromEnumerable(GlyphRow.Create(12, classes: 2));
        GanTransformer Fit(float? truncation) => _mlContext.Gan().Generator(new GanEstimator.Options
        {
            InputColumnName = nameof(GlyphRow.Image),
            ImageSize = 16,
            Network = new StyleGan2 { Width = 2 },
            BatchSize = 4,
            Steps = 3,
            Seed = 1,
            Truncation = truncation,
        }).Fit(data);
        using var mean = Fit(0);
        using var whole = Fit(null);
        _mlContext.Model.Save(mean, data.Schema, _file);

        using var pipeline = new ReloadedPipeline(_file);
        float[][] one = Samples(mean.Transform(data)), reloaded = Samples(pipeline.Transform(data));

        Assert.HasCount(12, one);
        foreach (float[] sample in one.Concat(reloaded).Concat(Samples(mean.Sample(2, seed: 9))))
            Assert.IsLessThan(1e-5f, sample.Zip(one[0], (a, b) => Math.Abs(a - b)).Max(), "ψ = 0 is one image");
        Assert.IsGreaterThan(6, Samples(whole.Transform(data)).Select(sample => sample[5]).Distinct().Count());
    }

    [TestMethod]
    [DataRow(1.5f)]
    [DataRow(float.NaN)]
    [DataRow(0.5f)]
    public void Truncations_that_a_network_doesn_t_have_are_refused(float truncation)
    {
        var options = Options(null);
        options.Truncation = truncation;

        var error = Assert.ThrowsExactly<GanOptionException>(() => _mlContext.Gan().Generator(options).Fit(Data));

        Assert.AreEqual("Truncation", error.Option);
    }

    [TestMethod]
    public void A_saved_image_pipeline_reloads_too()
    {
        var images = ImageRow.Create(40, size: 16);
        var data = _mlContext.Data.LoadFromEnumerable(images);
        var options = new GanEstimator.Options
        {
            InputColumnName = nameof(ImageRow.Image),
            Network = new Dcgan { Width = 2 },
            BatchSize = 8,
            Steps = 3,
        };
        var model = _mlContext.Gan().Generator(options).Fit(data);
        // ML.NET has no binary form of images: "No valid columns to save" is what it says of a schema of nothing else.
        Assert.Throws<InvalidOperationException>(() => _mlContext.Model.Save(model, data.Schema, _file));
        _mlContext.Model.Save(model, null, _file);

        using var pipeline = new ReloadedPipeline(_file);
        var reloaded = pipeline.Transform(data);
        Assert.IsNull(pipeline.Schema);

        var live = model.Transform(data);
        Assert.AreEqual(live.Schema["Generated"].Type, reloaded.Schema["Generated"].Type);
        CollectionAssert.AreEqual(
            new[] { 1, 1, 16, 16 }, ((VectorDataViewType)live.Schema["Generated"].Type).Dimensions.ToArray());
        Assert.AreEqual(40, reloaded.GetColumn<float[]>("Generated").Select(s => s[5]).Distinct().Count());
    }

    [TestMethod]
    public void Saving_leaves_no_copy_of_the_model()
    {
        using var temporary = new TemporaryFolder();
        using var model = _mlContext.Gan().Generator(Options(nameof(VectorRow.Noise))).Fit(Data);
        _mlContext.TempFilePath = temporary.Path;

        _mlContext.Model.Save(model, Data.Schema, _file);

        Assert.IsEmpty(Directory.GetFileSystemEntries(temporary.Path));
    }

    [TestMethod]
    public void No_type_of_this_library_is_needed_to_reload()
    {
        _mlContext.Model.Save(
            _mlContext.Gan().Generator(Options(nameof(VectorRow.Noise))).Fit(Data), Data.Schema, _file);
        using var archive = System.IO.Compression.ZipFile.OpenRead(_file);
        foreach (var entry in archive.Entries)
        {
            using var reader = new StreamReader(entry.Open(), System.Text.Encoding.Latin1);
            string text = reader.ReadToEnd();
            Assert.IsFalse(text.Contains("GanTransformer", StringComparison.Ordinal), entry.FullName);
            Assert.IsFalse(text.Contains("Ml.Gan,", StringComparison.Ordinal), entry.FullName);
        }
    }

    private static float[][] Samples(IDataView view) => [.. view.GetColumn<float[]>("Generated")];

    private static GanEstimator.Options Options(string? latent) => new()
    {
        InputColumnName = nameof(VectorRow.Point),
        LatentColumnName = latent,
        Network = new Mlp { GeneratorWidths = [16], DiscriminatorWidths = [16] },
        LatentSize = VectorRow.LatentSize,
        BatchSize = 32,
        Steps = 10,
    };
}
