using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Ml.Gan.Data;
using Ml.Gan.Networks;
using Ml.Gan.Training;

namespace Ml.Gan.Tests.Pipeline;

[TestClass]
public sealed class GanPipelineTests
{
    private const int Rows = 200;

    private readonly MLContext _mlContext = new(seed: 1);
    private readonly List<VectorRow> _rows = VectorRow.Create(Rows);

    private IDataView Data => _mlContext.Data.LoadFromEnumerable(_rows);

    private static GanEstimator.Options Options(string? latent = nameof(VectorRow.Noise)) => new()
    {
        OutputColumnName = nameof(GeneratedRow.Generated),
        InputColumnName = nameof(VectorRow.Point),
        LatentColumnName = latent,
        Network = new Mlp { GeneratorWidths = [16], DiscriminatorWidths = [16] },
        LatentSize = VectorRow.LatentSize,
        BatchSize = 32,
        Steps = 20,
        Seed = 3,
    };

    [TestMethod]
    public void Each_row_gets_the_sample_of_its_latent_vector()
    {
        using var transformer = _mlContext.Gan().Generator(Options()).Fit(Data);
        var generated = Read(transformer.Transform(Data));

        using var generator = Exported.Generator(transformer);
        for (int i = 0; i < Rows; i++)
        {
            Assert.AreEqual(i, generated[i].Id);
            AssertClose(generator.Generate(_rows[i].Noise).Values.ToArray(), generated[i].Generated);
        }
    }

    [TestMethod]
    public void Without_a_latent_column_rows_differ_and_the_seed_repeats_them()
    {
        using var transformer = _mlContext.Gan().Generator(Options(latent: null)).Fit(Data);
        var first = Read(transformer.Transform(Data));
        var again = Read(transformer.Transform(Data));

        Assert.AreEqual(Rows, first.Select(r => (r.Generated[0], r.Generated[1])).Distinct().Count());
        for (int i = 0; i < Rows; i++)
            CollectionAssert.AreEqual(first[i].Generated, again[i].Generated);
    }

    [TestMethod]
    public void Sample_gives_rows_that_depend_on_seed_and_position_alone()
    {
        using var transformer = _mlContext.Gan().Generator(Options(latent: null)).Fit(Data);
        float[][] few = Samples(transformer.Sample(5, seed: 9));
        float[][] many = Samples(transformer.Sample(100, seed: 9));
        float[][] others = Samples(transformer.Sample(5, seed: 10));

        Assert.HasCount(100, many);
        for (int i = 0; i < 5; i++)
        {
            AssertClose(few[i], many[i]);
            CollectionAssert.AreNotEqual(few[i], others[i]);
        }
    }

    [TestMethod]
    public void The_schema_promised_is_the_schema_delivered_inside_a_chain()
    {
        var pipeline = _mlContext.Transforms.CopyColumns("Latent", nameof(VectorRow.Noise))
            .Append(_mlContext.Gan().Generator(Options("Latent")))
            .Append(_mlContext.Transforms.CopyColumns("Copy", nameof(GeneratedRow.Generated)));
        var model = pipeline.Fit(Data);
        var output = model.Transform(Data);

        var type = (VectorDataViewType)output.Schema["Copy"].Type;
        CollectionAssert.AreEqual(new[] { 1, 2 }, type.Dimensions.ToArray());
        Assert.AreEqual(NumberDataViewType.Single, type.ItemType);
        var promised = pipeline.GetOutputSchema(RowShape());
        CollectionAssert.AreEquivalent(
            output.Schema.Select(c => c.Name).Distinct().ToArray(), promised.Select(c => c.Name).ToArray());

        var generated = Read(output);
        float[][] copies = output.GetColumn<float[]>("Copy").ToArray();
        for (int i = 0; i < Rows; i++)
            CollectionAssert.AreEqual(generated[i].Generated, copies[i]);
    }

    [TestMethod]
    public void A_prediction_engine_generates_from_the_latent_vector_it_is_given()
    {
        using var transformer = _mlContext.Gan().Generator(Options()).Fit(Data);
        using var engine = _mlContext.Model.CreatePredictionEngine<VectorRow, GeneratedRow>(transformer);
        using var generator = Exported.Generator(transformer);

        foreach (var row in _rows.Take(5))
            AssertClose(generator.Generate(row.Noise).Values.ToArray(), engine.Predict(row).Generated);
    }

    [TestMethod]
    public void A_prediction_engine_without_latent_vectors_gives_a_new_sample_each_time()
    {
        var pipeline = _mlContext.Gan().Generator(Options(latent: null))
            .Append(_mlContext.Transforms.CopyColumns("Copy", nameof(GeneratedRow.Generated)));
        using var engine = _mlContext.Model.CreatePredictionEngine<VectorRow, WithCopy>(pipeline.Fit(Data));

        var predictions = Enumerable.Range(0, 8).Select(_ => engine.Predict(_rows[0])).ToArray();

        Assert.AreEqual(8, predictions.Select(p => p.Generated[0]).Distinct().Count());
        foreach (var prediction in predictions)
            CollectionAssert.AreEqual(prediction.Generated, prediction.Copy);
    }

    [TestMethod]
    public void Several_threads_may_use_one_transformer()
    {
        using var transformer = _mlContext.Gan().Generator(Options()).Fit(Data);
        var expected = Read(transformer.Transform(Data));

        Parallel.For(0, 8, _ =>
        {
            var context = new MLContext();
            var view = transformer.Transform(context.Data.LoadFromEnumerable(_rows));
            var actual = context.Data.CreateEnumerable<GeneratedRow>(view, reuseRowObject: false).ToList();
            for (int i = 0; i < Rows; i++)
                AssertClose(expected[i].Generated, actual[i].Generated);
        });
    }

    [TestMethod]
    public void Fit_leaves_the_options_alone_and_the_context_s_seed_decides_where_they_name_none()
    {
        byte[] Train(int contextSeed)
        {
            var options = Options();
            options.Seed = null;
            var context = new MLContext(contextSeed);
            using var transformer = context.Gan().Generator(options).Fit(context.Data.LoadFromEnumerable(_rows));
            Assert.IsNull(options.Seed);
            return Exported.Bytes(transformer);
        }

        byte[] one = Train(1);
        CollectionAssert.AreEqual(one, Train(1));
        CollectionAssert.AreNotEqual(one, Train(2));
    }

    [TestMethod]
    public void Training_is_reported_to_the_log()
    {
        var lines = new List<string>();
        _mlContext.Log += (_, e) => { lock (lines) lines.Add(e.Message); };
        _mlContext.Gan().Generator(Options()).Fit(Data).Dispose();

        Assert.Contains(line => line.Contains("Step 20 of 20", StringComparison.Ordinal), lines);
    }

    [TestMethod]
    public void A_training_that_gets_nowhere_is_a_warning_in_the_log()
    {
        var warnings = new List<string>();
        _mlContext.Log += (_, e) =>
        {
            if (e.Kind != ChannelMessageKind.Warning)
                return;
            lock (warnings)
                warnings.Add(e.Message);
        };
        var options = Options();
        (options.Steps, options.GeneratorOptimizer) = (450, new AdamSettings { LearningRate = 1e-12 });
        _mlContext.Gan().Generator(options).Fit(Data).Dispose();

        Assert.HasCount(1, warnings.Where(line => line.Contains("the generator stands still")));
    }

    [TestMethod]
    public void A_missing_column_is_named()
    {
        var options = Options();
        options.InputColumnName = "Pixels";
        var estimator = _mlContext.Gan().Generator(options);

        StringAssert.Contains(Assert.ThrowsExactly<GanDataException>(() => estimator.Fit(Data)).Message, "'Pixels'");
        StringAssert.Contains(
            Assert.ThrowsExactly<GanDataException>(() => estimator.GetOutputSchema(RowShape())).Message, "'Pixels'");
    }

    [TestMethod]
    public void A_column_of_another_type_is_refused()
    {
        var options = Options();
        options.InputColumnName = nameof(VectorRow.Id);
        var error = Assert.ThrowsExactly<GanDataException>(() => _mlContext.Gan().Generator(options).Fit(Data));
        StringAssert.Contains(error.Message, "float vectors");
    }

    [TestMethod]
    public void A_latent_column_of_another_length_is_refused_with_both_lengths()
    {
        var options = Options(latent: nameof(VectorRow.Point));
        using var transformer = _mlContext.Gan().Generator(options).Fit(Data);

        var error = Assert.ThrowsExactly<GanDataException>(() => transformer.Transform(Data));
        StringAssert.Contains(error.Message, "'Point'");
        StringAssert.Contains(error.Message, "4 float numbers");
    }

    [TestMethod]
    public void Not_a_number_is_refused_with_row_and_column()
    {
        _rows[17].Point[1] = float.NaN;
        var error = Assert.ThrowsExactly<GanDataException>(() => _mlContext.Gan().Generator(Options()).Fit(Data));
        StringAssert.Contains(error.Message, "Row 17");
        StringAssert.Contains(error.Message, "'Point'");
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(3)]
    public void A_vector_of_another_length_than_the_column_s_is_refused_with_its_row(int length)
    {
        _rows[17].Point = [.. Enumerable.Repeat(100f, length)];
        var error = Assert.ThrowsExactly<GanDataException>(() => _mlContext.Gan().Generator(Options()).Fit(Data));
        StringAssert.Contains(error.Message, $"Row 17 of column 'Point' has {length} numbers");
        StringAssert.Contains(error.Message, "says 2");
    }

    [TestMethod]
    public void A_batch_larger_than_the_data_is_refused_with_both_numbers()
    {
        var options = Options();
        options.BatchSize = 512;
        var error = Assert.ThrowsExactly<GanDataException>(() => _mlContext.Gan().Generator(options).Fit(Data));
        StringAssert.Contains(error.Message, "512");
        StringAssert.Contains(error.Message, "200");
    }

    private List<GeneratedRow> Read(IDataView view) =>
        [.. _mlContext.Data.CreateEnumerable<GeneratedRow>(view, reuseRowObject: false)];

    private static float[][] Samples(IDataView view) => [.. view.GetColumn<float[]>(nameof(GeneratedRow.Generated))];

    /// <summary>The shape of the rows' schema, from a built-in estimator that would add all their columns.</summary>
    private SchemaShape RowShape() =>
        _mlContext.Transforms.CustomMapping<Nothing, VectorRow>((_, _) => { }, null).GetOutputSchema(
            new SchemaShape([]));

    private static void AssertClose(float[] expected, float[] actual)
    {
        Assert.HasCount(expected.Length, actual);
        for (int i = 0; i < expected.Length; i++)
            Assert.AreEqual(expected[i], actual[i], 1e-6f);
    }

    private sealed class Nothing;

    private sealed class WithCopy
    {
        [VectorType(1, 2)]
        public float[] Generated { get; set; } = [];

        [VectorType(1, 2)]
        public float[] Copy { get; set; } = [];
    }
}
