using System.Diagnostics;
using Ml.Gan.Metrics;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Tests.Training;
using Ml.Gan.Training;

namespace Ml.Gan.Tests.Models;

/// <summary>Evaluations that take long while somebody wants the training to stop, or its time runs out.</summary>
[TestClass]
public sealed class EvaluationStopTests
{
    [TestMethod]
    public void A_stop_breaks_an_evaluation_off()
    {
        using var stop = new CancellationTokenSource();
        using var space = new SlowSpace(stop);
        var scores = new List<TrainingScore>();
        using var data = TestData.Normal(100, (3, 1), (3, 1));
        using var gan = new LatentGan(Options(), data);
        using var evaluator = new TrainingEvaluator(
            new TrainingEvaluation { Interval = 2, Count = 50, Features = space, Completed = scores.Add }, data, gan);
        var watch = Stopwatch.StartNew();

        long steps = new GanTrainer(gan).Train([evaluator], stop.Token);

        Assert.AreEqual(2, steps);
        Assert.IsEmpty(scores);
        Assert.IsTrue(space.WasLeft);
        Assert.IsLessThan(SlowSpace.Duration, watch.Elapsed);
        evaluator.RestoreBest();
        Assert.HasCount(2, gan.Sample([0.5f, 1]));
    }

    [TestMethod]
    public void What_was_broken_off_can_be_evaluated_afterwards()
    {
        using var stop = new CancellationTokenSource();
        using var space = new SlowSpace(stop);
        using var data = TestData.Normal(100, (3, 1), (3, 1));
        using var evaluator = new GeneratorEvaluator(
            data, new EvaluationOptions { Count = 50, Metrics = [new FrechetDistance()], Features = space });
        var generated = new SampleRows(new float[100], 2);

        Assert.ThrowsExactly<OperationCanceledException>(() => evaluator.Evaluate(generated, stop.Token));

        Assert.IsGreaterThan(1, evaluator.Evaluate(generated).Results[0].Value);
    }

    [TestMethod]
    public void An_evaluation_in_which_the_time_runs_out_is_the_last()
    {
        var options = Options();
        (options.Steps, options.Time) = (1000, TimeSpan.FromSeconds(2));
        using var data = TestData.Normal(100, (3, 1), (3, 1));
        using var gan = new LatentGan(options, data);
        var scores = new List<TrainingScore>();
        using var evaluator = new TrainingEvaluator(
            new TrainingEvaluation
            {
                Interval = 1,
                Count = 50,
                Completed = score =>
                {
                    scores.Add(score);
                    Thread.Sleep(2100);
                },
            },
            data, gan);
        bool wasLast = false;

        new GanTrainer(gan).Train([evaluator, new Last(isLast => wasLast = isLast)]);

        Assert.HasCount(1, scores);
        Assert.IsTrue(wasLast, "listeners after it see the last step");
    }

    private static LatentGanOptions Options() => new()
    {
        Network = new Mlp { GeneratorWidths = [8], DiscriminatorWidths = [8] },
        LatentSize = 2,
        BatchSize = 16,
        Steps = 1000,
    };

    private sealed class Last(Action<bool> completed) : ITrainingListener
    {
        public void StepCompleted(TrainingStep step) => completed(step.IsLast);
    }

    /// <summary>Raw values after a long time, in which a stop is asked for.</summary>
    private sealed class SlowSpace(CancellationTokenSource stop) : FeatureSpace
    {
        public static readonly TimeSpan Duration = TimeSpan.FromSeconds(30);

        public bool WasLeft { get; private set; }

        public override string Name => "slow";

        public override string Description => "slow";

        public override SampleRows Extract(SampleRows samples) => samples;

        public override SampleRows Extract(SampleRows samples, CancellationToken cancellation)
        {
            if (!cancellation.CanBeCanceled)
                return samples;
            stop.CancelAfter(50);
            WasLeft = cancellation.WaitHandle.WaitOne(Duration);
            cancellation.ThrowIfCancellationRequested();
            return samples;
        }
    }
}
