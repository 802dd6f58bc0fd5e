using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Gan.Data;
using Ml.Gan.Metrics;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Training;

namespace Ml.Gan.Tests.Pipeline;

/// <summary>Use after disposal is refused, and disposal waits for what is in progress.</summary>
[TestClass]
public sealed class DisposalTests
{
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly List<VectorRow> _rows = VectorRow.Create(64);

    private IDataView Data => _mlContext.Data.LoadFromEnumerable(_rows);

    private GanEstimator Estimator => _mlContext.Gan().Generator(new GanEstimator.Options
    {
        OutputColumnName = nameof(GeneratedRow.Generated),
        InputColumnName = nameof(VectorRow.Point),
        Network = new Mlp { GeneratorWidths = [8], DiscriminatorWidths = [8] },
        BatchSize = 8,
        Steps = 2,
    });

    [TestMethod]
    public void Views_of_a_disposed_transformer_are_refused_as_they_are_read()
    {
        IDataView samples, transformed;
        using (var transformer = Estimator.Fit(Data))
            (samples, transformed) = (transformer.Sample(4), transformer.Transform(Data));

        AssertRefuses(() => _ = samples.GetColumn<float[]>("Generated").ToArray());
        AssertRefuses(() => _ = transformed.GetColumn<float[]>("Generated").ToArray());
    }

    [TestMethod]
    public void A_disposed_transformer_samples_and_transforms_no_more_but_is_saved()
    {
        var transformer = Estimator.Fit(Data);
        transformer.Dispose();
        transformer.Dispose();

        AssertRefuses(() => transformer.Sample(4));
        AssertRefuses(() => transformer.Transform(Data));
        using var stream = new MemoryStream();
        _mlContext.Model.Save(transformer, Data.Schema, stream);
        stream.Position = 0;
        var loaded = _mlContext.Model.Load(stream, out _);
        Assert.HasCount(64, loaded.Transform(Data).GetColumn<float[]>("Generated").ToArray());
        (loaded as IDisposable)?.Dispose();
    }

    [TestMethod]
    public void A_prediction_engine_for_each_request_is_told_of_the_model_that_the_first_one_disposed()
    {
        var model = Estimator.Fit(Data);
        using (var engine = _mlContext.Model.CreatePredictionEngine<VectorRow, GeneratedRow>(model))
            Assert.HasCount(2, engine.Predict(_rows[0]).Generated);

        var error = AssertRefuses(() =>
        {
            using var second = _mlContext.Model.CreatePredictionEngine<VectorRow, GeneratedRow>(model);
            second.Predict(_rows[0]);
        });
        StringAssert.Contains(error.Message, "OwnsTransformer");
    }

    [TestMethod]
    public void Engines_that_do_not_own_the_model_share_it()
    {
        using var model = Estimator.Fit(Data);
        for (int request = 0; request < 3; request++)
        {
            using var engine = _mlContext.Model.CreatePredictionEngine<VectorRow, GeneratedRow>(
                model, new PredictionEngineOptions { OwnsTransformer = false });
            Assert.HasCount(2, engine.Predict(_rows[0]).Generated);
        }
    }

    [TestMethod]
    public void Disposed_discriminators_and_chains_are_refused()
    {
        using var transformer = Estimator.Fit(Data);
        var discriminator = transformer.CreateDiscriminator();
        var scores = discriminator.Transform(Data);
        discriminator.Dispose();
        var chain = _mlContext.Transforms.CopyColumns("Copy", "Id").Append(Estimator).Fit(Data);
        var view = chain.Transform(Data);
        chain.Dispose();

        AssertRefuses(() => _ = scores.GetColumn<float>("Score").ToArray());
        AssertRefuses(() => discriminator.Transform(Data));
        AssertRefuses(() => _ = view.GetColumn<float[]>("Generated").ToArray());
        AssertRefuses(() => chain.Transform(Data));
    }

    [TestMethod]
    public void Disposal_while_other_threads_read_ends_in_an_exception_of_theirs()
    {
        for (int time = 0; time < 10; time++)
        {
            var transformer = Estimator.Fit(Data);
            var view = transformer.Sample(20_000);
            int refused = 0;
            Thread[] readers =
            [
                .. Enumerable.Range(0, 4).Select(_ => new Thread(() =>
                {
                    try
                    {
                        while (true)
                            _ = view.GetColumn<float[]>("Generated").Count();
                    }
                    catch (ObjectDisposedException)
                    {
                        Interlocked.Increment(ref refused);
                    }
                })),
            ];
            foreach (var reader in readers)
                reader.Start();
            Thread.Sleep(20);
            transformer.Dispose();
            foreach (var reader in readers)
                reader.Join();
            Assert.AreEqual(4, refused);
        }
    }

    [TestMethod]
    public void A_disposed_model_refuses_all_that_needs_its_networks()
    {
        var options = new LatentGanOptions { Network = new Mlp(), Steps = 5, BatchSize = 8, LatentSize = 4 };
        var data = NormalMixture.Ring8();
        var gan = new LatentGan(options, data);
        var trainer = new GanTrainer(gan);
        trainer.Train();
        var snapshot = gan.Snapshot();
        float[] latents = new float[8], samples = gan.Sample(latents);
        gan.Dispose();
        gan.Dispose();

        AssertRefuses(() => gan.Sample(latents));
        AssertRefuses(() => gan.Score(samples));
        AssertRefuses(() => gan.Snapshot());
        AssertRefuses(() => gan.Restore(snapshot));
        AssertRefuses(() => gan.Export());
        AssertRefuses(() => gan.ExportDiscriminator());
        AssertRefuses(() => new GanTrainer(new Disposed()).Train());
        using var other = new LatentGan(options, data);
        snapshot.Dispose();
        AssertRefuses(() => other.Restore(snapshot));
    }

    [TestMethod]
    public void A_model_that_is_disposed_during_its_training_ends_it_with_an_exception()
    {
        var gan = new LatentGan(
            new LatentGanOptions { Network = new Mlp(), Steps = 1_000_000, BatchSize = 8 },
            NormalMixture.Ring8());
        using var started = new ManualResetEventSlim();
        var training = Task.Run(() => new GanTrainer(gan).Train([new Signal(started)]));
        started.Wait();

        gan.Dispose();

        Assert.ThrowsExactly<ObjectDisposedException>(() => training.GetAwaiter().GetResult());
    }

    [TestMethod]
    public void A_model_that_is_disposed_while_threads_sample_ends_their_calls_with_an_exception()
    {
        for (int time = 0; time < 10; time++)
        {
            var gan = new LatentGan(
                new LatentGanOptions { Network = new Mlp(), Steps = 1, BatchSize = 8, LatentSize = 4 },
                NormalMixture.Ring8());
            new GanTrainer(gan).Train();
            float[] latents = [.. Enumerable.Range(0, 256).Select(i => (float)Math.Sin(i))];
            float[] expected = gan.Sample(latents);
            using var calling = new CountdownEvent(4);
            Task[] threads = [.. Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(
                () =>
                {
                    gan.Sample(latents);
                    calling.Signal();
                    while (true)
                        CollectionAssert.AreEqual(expected, gan.Sample(latents));
                },
                TaskCreationOptions.LongRunning))];
            calling.Wait();
            gan.Dispose();

            var failures = Assert.ThrowsExactly<AggregateException>(() => Task.WaitAll(threads)).InnerExceptions;
            Assert.HasCount(4, failures);
            foreach (var failure in failures)
                Assert.IsInstanceOfType<ObjectDisposedException>(failure, failure.ToString());
        }
    }

    [TestMethod]
    public void A_disposed_evaluator_is_refused()
    {
        var evaluator = new GeneratorEvaluator(new Glyphs(), new EvaluationOptions { Count = 200 });
        var rows = new SampleRows(new float[200 * 784], 784);
        evaluator.Dispose();

        AssertRefuses(() => evaluator.Evaluate(rows));
    }

    private static ObjectDisposedException AssertRefuses(Action use)
    {
        var error = Assert.Throws<Exception>(use);
        while (error is not ObjectDisposedException && error.InnerException is { } inner)
            error = inner;
        Assert.IsInstanceOfType<ObjectDisposedException>(error);
        return (ObjectDisposedException)error;
    }

    private sealed class Signal(ManualResetEventSlim started) : ITrainingListener
    {
        public void StepCompleted(TrainingStep step) => started.Set();
    }

    private sealed class Disposed : GanModel
    {
        public Disposed()
            : base(new TrainingOptions()) => Dispose();

        public override IReadOnlyList<NamedNetwork> Networks => [];

        public override IReadOnlyList<Phase> Phases => [];

        public override int SamplesPerStep => 1;

        public override Batch NextBatch(IReadOnlyList<Phase> phases) => throw new InvalidOperationException();

        public override LossTerms Losses(Phase phase, Batch batch) => throw new InvalidOperationException();

        protected override void Dispose(bool disposing)
        {
        }
    }
}
