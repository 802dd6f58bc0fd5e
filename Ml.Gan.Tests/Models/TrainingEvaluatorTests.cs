using Ml.Gan.Data;
using Ml.Gan.Metrics;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Tests.Data;
using Ml.Gan.Tests.Training;
using Ml.Gan.Training;

namespace Ml.Gan.Tests.Models;

[TestClass]
public sealed class TrainingEvaluatorTests
{
    private const int LatentSize = 3;

    [TestMethod]
    public void Stops_when_patience_has_run_out_and_restores_the_best_weights()
    {
        var scores = new List<TrainingScore>();
        var evaluation = new TrainingEvaluation
        {
            Interval = 2,
            Metric = new Scripted(MetricDirection.LowerIsBetter, 5, 3, 4, 2, 6, 2, 9),
            Patience = 3,
            Count = 20,
            Completed = scores.Add,
        };

        byte[] kept = Train(evaluation, steps: 1000, out long steps);

        CollectionAssert.AreEqual(new double[] { 5, 3, 4, 2, 6, 2, 9 }, scores.Select(score => score.Value).ToArray());
        CollectionAssert.AreEqual(
            new[] { true, true, false, true, false, false, false }, scores.Select(score => score.IsBest).ToArray());
        Assert.AreEqual(14, steps);
        CollectionAssert.AreEqual(Train(null, steps: 8, out _), kept, "the weights of step 8, with its number");
    }

    [TestMethod]
    public void Higher_is_better_where_the_metric_says_so_and_the_last_step_counts()
    {
        var evaluation = new TrainingEvaluation
        {
            Interval = 2,
            Metric = new Scripted(MetricDirection.HigherIsBetter, 5, 3, 6),
            Count = 20,
        };

        byte[] kept = Train(evaluation, steps: 5, out long steps);

        Assert.AreEqual(5, steps);
        CollectionAssert.AreEqual(Train(null, steps: 5, out _), kept);
    }

    [TestMethod]
    public void Without_KeepBest_the_last_weights_stay()
    {
        var evaluation = new TrainingEvaluation
        {
            Interval = 2,
            Metric = new Scripted(MetricDirection.LowerIsBetter, 1, 2, 3),
            Count = 20,
            KeepBest = false,
        };

        CollectionAssert.AreEqual(Train(null, steps: 6, out _), Train(evaluation, steps: 6, out _));
    }

    [TestMethod]
    public void Every_evaluation_is_a_line_in_the_file()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("evaluation.jsonl", [1, 2, 3]);
        var evaluation = new TrainingEvaluation
        {
            Interval = 2,
            Metric = new Scripted(MetricDirection.LowerIsBetter, 5, 7),
            Count = 20,
            LogFile = file,
        };
        Train(evaluation, steps: 4, out _);

        CollectionAssert.AreEqual(
            new[]
            {
                """{"step":2,"metric":"scripted","features":"raw values","value":5,"real":0,"best":true}""",
                """{"step":4,"metric":"scripted","features":"raw values","value":7,"real":0,"best":false}""",
            },
            File.ReadAllLines(file));
    }

    [TestMethod]
    public void The_discrepancy_falls_while_a_generator_learns()
    {
        var scores = new List<TrainingScore>();
        using var data = Normals(1000);
        using var gan = new LatentGan(Options(300), data);
        using var evaluator = new TrainingEvaluator(
            new TrainingEvaluation { Interval = 300, Count = 200, Completed = scores.Add }, data, gan);
        new GanTrainer(gan).Train([evaluator]);
        using var untrained = new LatentGan(Options(1), data);
        using var first = new TrainingEvaluator(
            new TrainingEvaluation { Count = 200, Completed = scores.Add }, data, untrained);
        new GanTrainer(untrained).Train([first]);

        Assert.IsLessThan(scores[1].Value / 2, scores[0].Value);
    }

    [TestMethod]
    public void Options_that_cannot_be_followed_are_refused()
    {
        using var data = Normals(100);
        using var gan = new LatentGan(Options(1), data);
        void Refused(TrainingEvaluation evaluation, string part) => Assert.Contains(part,
            Assert.ThrowsExactly<GanOptionException>(() => new TrainingEvaluator(evaluation, data, gan)).Message);

        Refused(new TrainingEvaluation { Interval = 0 }, "at least 1 step; it is 0");
        Refused(new TrainingEvaluation { Patience = 0 }, "at least 1 evaluation; it is 0");
        Refused(new TrainingEvaluation { Metric = new ComponentMean(0) }, "'mean' is neither");
        Refused(new TrainingEvaluation { Metric = new ClassesCovered() }, "labeled");
    }

    private static byte[] Train(TrainingEvaluation? evaluation, long steps, out long completed)
    {
        using var data = Normals(100);
        using var gan = new LatentGan(Options(steps), data);
        using var evaluator = evaluation is null ? null : new TrainingEvaluator(evaluation, data, gan);
        completed = new GanTrainer(gan).Train(evaluator is null ? [] : [evaluator]);
        evaluator?.RestoreBest();
        return gan.Export().ToBytes();
    }

    private static LatentGanOptions Options(long steps) => new()
    {
        Network = new Mlp { GeneratorWidths = [8], DiscriminatorWidths = [8] },
        LatentSize = LatentSize,
        BatchSize = 16,
        Steps = steps,
        GeneratorOptimizer = new AdamSettings { LearningRate = 5e-3 },
        EmaDecay = 0.5,
    };

    private static SampleCache Normals(int count) => TestData.Normal(count, (3, 1), (3, 1));

    /// <summary>Gives generated samples the scripted values in turn, and real ones 0.</summary>
    private sealed record Scripted(MetricDirection Direction, params double[] Values)
        : Metric("scripted", "scripted", Direction)
    {
        private int _next;

        private SampleRows? _reference;

        public override double Compute(SampleSet real, SampleSet candidate)
        {
            // The evaluator asks for the first generated samples, then once for the reference.
            if (_next != 1 || _reference is not null)
                return Values[_next++];
            _reference = candidate.Samples;
            return 0;
        }
    }
}
