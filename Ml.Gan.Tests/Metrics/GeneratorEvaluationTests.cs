using Ml.Gan.Data;
using Ml.Gan.Metrics;
using Ml.Gan.Onnx;
using Ml.Gan.Tests.Data;
using Ml.Gan.Tests.Onnx;
using Ml.Gan.Tests.Training;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Metrics;

[TestClass]
public sealed class GeneratorEvaluationTests
{
    private static readonly Glyphs s_glyphs = new(size: 16);

    [TestMethod]
    public void A_perfect_generator_of_digits_gets_what_real_samples_get_and_noise_gets_far_worse()
    {
        using var evaluator = new GeneratorEvaluator(s_glyphs, new EvaluationOptions { Count = 300 });
        var others = new SampleRows(Read(s_glyphs, 100_000, 300), s_glyphs.Shape.Length);
        var noise = Rows.Normal(300, 1, new float[s_glyphs.Shape.Length], deviation: 0.3f);

        EvaluationReport perfect = evaluator.Evaluate(others), bad = evaluator.Evaluate(noise);

        double Value(EvaluationReport report, string name) => report.Find(name)!.Value;
        double Reference(string name) => perfect.Find(name)!.Reference;
        Assert.AreEqual(Reference("frechet"), Value(perfect, "frechet"), 0.5 * Reference("frechet"));
        Assert.IsGreaterThan(20 * Reference("frechet"), Value(bad, "frechet"));
        Assert.AreEqual(0, Value(perfect, "mmd"), 0.01);
        Assert.IsGreaterThan(0.2, Value(bad, "mmd"));
        Assert.IsGreaterThan(0.001, Value(perfect, "mmd-p"));
        Assert.AreEqual(1.0 / 501, Value(bad, "mmd-p"));
        foreach (string name in (string[])["precision", "recall", "confidence"])
        {
            Assert.AreEqual(Reference(name), Value(perfect, name), 0.1, name);
            Assert.IsLessThan(0.3, Value(bad, name), name);
        }
        Assert.AreEqual(10, Value(perfect, "classes"));
        Assert.IsInRange(3.2, Math.Log2(10), Value(perfect, "class-entropy"));
        Assert.IsGreaterThan(2 * Reference("sliced-wasserstein"), Value(bad, "sliced-wasserstein"));
        Assert.AreEqual("classifier features", perfect.FeatureSpace);
        Assert.AreEqual("Fréchet distance (classifier features)", perfect.TitleOf(new FrechetDistance()));
        Assert.Contains("builtin:glyphs", perfect.FeatureDescription);
    }

    [TestMethod]
    public void A_generator_that_repeats_one_digit_is_found_out()
    {
        float[] one = Read(s_glyphs, 100_007, 1);
        var report = GeneratorEvaluation.Evaluate(
            count => new SampleRows(Enumerable.Repeat(one, count).SelectMany(values => values).ToArray(), one.Length),
            s_glyphs,
            new EvaluationOptions { Count = 200, Metrics = [new Recall(), new ClassesCovered(), new ClassEntropy()] });

        CollectionAssert.AreEqual(new double[] { 0, 1, 0 }, report.Results.Select(result => result.Value).ToArray());
    }

    [TestMethod]
    public void Vectors_are_compared_as_they_are_with_moments_of_each_component()
    {
        using var data = TestData.Normal(2000, (3, 0.5), (-1, 2));

        var report = GeneratorEvaluation.Evaluate(
            count => Rows.Normal(count, 1, [2, -1]), data, new EvaluationOptions { Count = 1000 });

        Assert.AreEqual(1000, report.Count);
        Assert.AreEqual("raw values", report.FeatureSpace);
        CollectionAssert.AreEqual(
            new[]
            {
                "authenticity", "copies", "coverage", "density", "deviation", "deviation", "frechet", "kid", "mean",
                "mean", "mmd", "mmd-p", "precision", "recall", "sliced-wasserstein",
            },
            report.Results.Select(result => result.Metric.Name).ToArray());
        var moments = report.Results.Where(result => result.Metric is ComponentMetric).ToArray();
        double[] expected = [1, 1, 2, -1], reals = [0.5, 2, 3, -1];
        for (int i = 0; i < 4; i++)
        {
            Assert.AreEqual(expected[i], moments[i].Value, 0.15);
            Assert.AreEqual(reals[i], moments[i].Reference, 0.3);
        }
        Assert.AreEqual("standard deviation of component 1", moments[1].Metric.Title);
        Assert.AreEqual(1 + 0.25 + 1, report.Find("frechet")!.Value, 0.4);
    }

    [TestMethod]
    public void Modes_are_measured_where_they_are_known()
    {
        var modes = new GaussianModes([[3], [100]], 0.5);
        using var data = TestData.Normal(100, (3, 0.5));

        var report = GeneratorEvaluation.Evaluate(
            count => new SampleRows(Enumerable.Repeat(100f, count).ToArray(), 1), data, new EvaluationOptions
            {
                Count = 20,
                Metrics = [new ModesCovered(modes), new HighQualityShare(modes), new ModeDivergence(modes)],
            });

        Assert.AreEqual(1, report.Find("modes")!.Value);
        Assert.AreEqual(1, report.Find("high-quality")!.Value);
        Assert.AreEqual(Math.Log(2), report.Find("mode-divergence")!.Value, 1e-12);
    }

    [TestMethod]
    public void Images_without_labels_are_compared_by_their_pixels()
    {
        using var builder = SampleCacheBuilder.ForImages("grays", new SampleShape(1, 8, 8));
        for (int i = 0; i < 41; i++)
            builder.Append(Enumerable.Repeat((byte)(5 * i), 64).ToArray());
        using var data = builder.Build();

        var report = GeneratorEvaluation.Evaluate(count => new SampleRows(new float[count * 64], 64), data);

        Assert.AreEqual(20, report.Count, "half of the data; the other half is the reference");
        Assert.AreEqual("pixels averaged to 2×2", report.FeatureDescription);
        Assert.IsNull(report.Find("classes"));
        var refusal = Assert.ThrowsExactly<GanOptionException>(
            () => GeneratorEvaluation.Evaluate(
                count => default, data, new EvaluationOptions { Metrics = [new ClassesCovered()] }));
        Assert.Contains("'classes' does not apply to grays: it needs labeled images", refusal.Message);
    }

    [TestMethod]
    public void A_space_that_is_given_is_used_for_features_and_stays_the_callers()
    {
        using var space = new CountingSpace();
        var options = new EvaluationOptions { Count = 50, Features = space, Metrics = [new FrechetDistance()] };
        using (var evaluator = new GeneratorEvaluator(s_glyphs, options))
        {
            var samples = new SampleRows(Read(s_glyphs, 100_000, 50), s_glyphs.Shape.Length);
            var report = evaluator.Evaluate(samples);
            Assert.AreEqual("counted", report.FeatureSpace);
            Assert.AreEqual("Fréchet distance (counted)", report.TitleOf(new FrechetDistance()));
            evaluator.Evaluate(samples);
            evaluator.Evaluate(samples);
        }

        Assert.AreEqual(2 + 3, space.Extractions, "real samples and the reference once, generated ones each time");
        Assert.IsFalse(space.IsDisposed);
        var classes = GeneratorEvaluation.Evaluate(
            count => new SampleRows(Read(s_glyphs, 100_000, count), s_glyphs.Shape.Length),
            s_glyphs,
            options with { Count = 100, Metrics = [new FrechetDistance(), new ClassesCovered()] });
        Assert.AreEqual(10, classes.Find("classes")!.Value, "by a classifier, beside the space");
        Assert.AreEqual("counted", classes.FeatureSpace);
    }

    [TestMethod]
    public void The_same_seed_gives_the_same_figures()
    {
        double Frechet(int seed)
        {
            using var data = TestData.Normal(300, (0, 1));
            return GeneratorEvaluation.Evaluate(
                count => Rows.Normal(count, 1, [0]), data, new EvaluationOptions { Count = 100, Seed = seed })
                .Find("frechet")!.Value;
        }

        Assert.AreEqual(Frechet(1), Frechet(1));
        Assert.AreNotEqual(Frechet(1), Frechet(2));
    }

    [TestMethod]
    public void Any_number_of_samples_is_compared_with_all_real_ones()
    {
        using var data = TestData.Normal(30, (0, 1), (2, 1));
        SampleRows all = new(data.Read([.. Enumerable.Range(0, 30).Select(i => (long)i)]), 2);
        foreach (int count in (int[])[12, 70])
        {
            var options = new EvaluationOptions { Count = count, AllReal = true, Nearest = 2 };
            var generated = Rows.Normal(count, 1, [1, 1]);

            var report = GeneratorEvaluation.Evaluate(asked => generated.Slice(0, asked), data, options);

            Assert.AreEqual((count, 30), (report.Count, report.RealCount));
            Assert.IsTrue(report.Results.All(result => double.IsNaN(result.Reference) && !double.IsNaN(result.Value)));
            Assert.AreEqual(FrechetDistance.Squared(all, generated), report.Find("frechet")!.Value, 1e-9);
            Assert.AreEqual(CopyShare.Of(all, generated), report.Find("copies")!.Value);
            Assert.AreEqual(SlicedWasserstein.Distance(all, generated), report.Find("sliced-wasserstein")!.Value, 1e-9);
            Assert.HasCount(2, report.Nearest);
            StringAssert.Contains(report.Warning, $"{count} generated images are compared with 30 real ones");
        }
    }

    [TestMethod]
    [DataRow(0, null)]
    [DataRow(1000, "None of the generated images is as near to a real one as real ones are to each other")]
    public void Generators_of_nothing_like_the_real_ones_are_warned_of(int away, string? warning)
    {
        using var data = TestData.Normal(120, (0, 1), (2, 1));
        var options = new EvaluationOptions { Count = 60, Metrics = [new Precision()] };
        var generated = Rows.Normal(60, 1, [away, away]);

        var report = GeneratorEvaluation.Evaluate(asked => generated.Slice(0, asked), data, options);

        Assert.AreEqual(warning is not null, report.Find("precision")!.Value == 0);
        if (warning is null)
            Assert.IsNull(report.Warning);
        else
            StringAssert.Contains(report.Warning, warning);
    }

    [TestMethod]
    public void Conditional_generators_are_asked_for_what_all_real_samples_are_in_turn()
    {
        using var data = TestData.Labeled(12, (0, 1));
        using var space = new RawValues();

        using var evaluator = new GeneratorEvaluator(
            data,
            new EvaluationOptions { Count = 30, AllReal = true, Features = space },
            new ConditionLayout(["0", "1"], 0, null));

        long[] labels = data.Labels!.Read([.. Enumerable.Range(0, 12).Select(i => (long)i)]);
        CollectionAssert.AreEqual(
            Enumerable.Range(0, 30).Select(i => (int)labels[i % 12]).ToArray(), evaluator.Conditions.Labels!.ToArray());
    }

    [TestMethod]
    public void All_real_samples_are_compared_only_where_none_is_needed_for_more_and_there_is_an_end()
    {
        using var space = new CountingSpace();
        var options = new EvaluationOptions { Count = 50, AllReal = true };
        (string Part, EvaluationOptions Options)[] cases =
        [
            ("A classifier would be trained on a part of 'builtin:glyphs'", options),
            ("without metrics of classes", options with { Features = space, Metrics = [new ClassesCovered()] }),
            ("'builtin:glyphs' has no end", options with { Features = space }),
        ];
        foreach (var (part, refused) in cases)
        {
            var error = Assert.ThrowsExactly<GanOptionException>(
                () => new GeneratorEvaluator(s_glyphs, refused).Dispose(), part);
            Assert.AreEqual("AllReal", error.Option);
            StringAssert.Contains(error.Message, part);
        }
    }

    [TestMethod]
    public void An_exported_generator_is_evaluated_in_the_range_of_real_images()
    {
        using var builder = SampleCacheBuilder.ForImages("grays", new SampleShape(1, 2, 2));
        for (int i = 0; i < 40; i++)
            builder.Append(new byte[4]);
        using var data = builder.Build();
        var options = new EvaluationOptions { Count = 20, Seed = 6, Metrics = [new Brightness()] };
        double expected = Generators.Expected(LatentNoise.Rows(20, Generators.LatentSize, 6)).Average();

        using var tanh = OnnxGenerator.Load(Generators.Image());
        using var sigmoid = OnnxGenerator.Load(
            Generators.Image(graph => graph.Metadata[GeneratorMetadata.ValueRange] = "0,1"));
        var report = GeneratorEvaluation.Evaluate(tanh, data, options);

        Assert.AreEqual(expected, report.Results[0].Value, 1e-6);
        Assert.AreEqual(-1, report.Results[0].Reference, 1e-6);
        Assert.AreEqual(2 * expected - 1, GeneratorEvaluation.Evaluate(sigmoid, data, options).Results[0].Value, 1e-6);

        using var vector = OnnxGenerator.Load(Generators.Vector(4));
        string refusal =
            Assert.ThrowsExactly<GanException>(() => GeneratorEvaluation.Evaluate(vector, data, options)).Message;
        Assert.Contains("samples of 4, but those of grays are 1x2x2", refusal);
    }

    [TestMethod]
    public void Evaluations_leave_no_tensors_behind()
    {
        using var data = TestData.Normal(100, (0, 1), (2, 1));
        using var evaluator = new GeneratorEvaluator(data);
        var samples = Rows.Normal(evaluator.Count, 1, [0, 0]);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        long before = Tensor.TotalCount;

        evaluator.Evaluate(samples);

        Assert.AreEqual(before, Tensor.TotalCount);
    }

    [TestMethod]
    public void What_cannot_be_evaluated_is_refused()
    {
        using var few = TestData.Normal(19, (0, 1));
        using var data = TestData.Normal(100, (0, 1));
        var options = new EvaluationOptions { Count = 10 };

        Assert.Contains("at least 20", Assert.ThrowsExactly<GanDataException>(
            () => GeneratorEvaluation.Evaluate(count => default, few, options)).Message);
        Assert.AreEqual("Count", Assert.ThrowsExactly<GanOptionException>(
            () => GeneratorEvaluation.Evaluate(count => default, data, options with { Count = 9 })).Option);
        Assert.Contains("NaN", Assert.ThrowsExactly<GanException>(
            () => GeneratorEvaluation.Evaluate(count => Rows.Normal(count, 1, [float.NaN]), data, options)).Message);
        Assert.ThrowsExactly<ArgumentException>(
            () => GeneratorEvaluation.Evaluate(count => Rows.Normal(count, 1, [0, 0]), data, options));
    }

    private static float[] Read(Glyphs glyphs, int start, int count) =>
        glyphs.Read([.. Enumerable.Range(start, count).Select(i => (long)i)]);

    private sealed class CountingSpace : FeatureSpace
    {
        public int Extractions { get; private set; }

        public bool IsDisposed { get; private set; }

        public override string Name => "counted";

        public override string Description => "the first eight pixels of the middle row";

        public override SampleRows Extract(SampleRows samples)
        {
            Extractions++;
            return new SampleRows(
                Enumerable.Range(0, samples.Count).SelectMany(i => samples[i].Slice(128, 8).ToArray()).ToArray(), 8);
        }

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }

    private sealed record Brightness() : Metric("brightness", "brightness", MetricDirection.CloserToRealIsBetter)
    {
        public override double Compute(SampleSet real, SampleSet candidate) =>
            candidate.Samples.Values.ToArray().Average();
    }
}
