using Ml.Gan.Native;
using Ml.Gan.Networks;
using Ml.Gan.Tests.Training.Replication;
using Ml.Gan.Training;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Models;

/// <summary>
/// One step of whatever can be trained gives the same gradients and metrics, up to rounding, whether one rank computes
/// the whole batch or several their shares of it.
/// </summary>
[TestClass]
public sealed class ReplicatedStepTests
{
    /// <summary>
    /// Rounding of float32 in sums of another order; with second derivatives, and where batches are normalized, it is
    /// larger.
    /// </summary>
    private const double Rounding = 1e-6, RoundingOfSlopes = 5e-6, RoundingOfNormalized = 2e-5;

    public static IEnumerable<object[]> Cases => TrainingCase.All
        .Where(tested => tested.Name != "stylegan2")
        .Select(tested => new object[] { tested.Name });

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Shares_give_the_gradients_and_metrics_of_the_whole_batch(string name)
    {
        var whole = Step.Of(name, null);
        double rounding = whole.Rounding;
        foreach (int count in (int[])[2, 4])
        {
            var shared = ThreadReplicas.Run(count, replicas => Step.Of(name, replicas));
            foreach (var share in shared)
            {
                for (int phase = 0; phase < whole.Gradients.Length; phase++)
                    Assert.IsLessThan(
                        rounding, Difference(whole.Gradients[phase], share.Gradients[phase]), $"{count}, {phase}");
                foreach (var (metric, value) in whole.Metrics)
                    Assert.AreEqual(
                        value, share.Metrics[metric], 10 * rounding * Math.Max(1, Math.Abs(value)),
                        $"{count}, {metric}");
                for (int phase = 0; phase < whole.Gradients.Length; phase++)
                    CollectionAssert.AreEqual(shared[0].Gradients[phase], share.Gradients[phase]);
            }
        }
    }

    [TestMethod]
    public void Shares_without_exchange_give_other_gradients()
    {
        var whole = Step.Of("mlp", null);
        var shared = ThreadReplicas.Run(2, replicas => Step.Of("mlp", new Mute(replicas)));
        Assert.IsGreaterThan(1e-2, Difference(whole.Gradients[0], shared[0].Gradients[0]));
    }

    private static double Difference(float[] expected, float[] actual)
    {
        double difference = expected.Zip(actual).Sum(pair => Math.Pow((double)pair.First - pair.Second, 2));
        double norm = expected.Sum(value => (double)value * value);
        return norm == 0 ? difference : Math.Sqrt(difference / norm);
    }

    /// <summary>What a step leaves.</summary>
    private sealed record Step(float[][] Gradients, IReadOnlyDictionary<string, double> Metrics, double Rounding)
    {
        public static Step Of(string name, Replicas? replicas) => TrainingCase.Of(name).Use(
            options =>
            {
                options.Replicas = replicas;
                options.DiscriminatorSteps = options.Objective.UsesDiscriminator ? 1 : null;
                // Adam divides gradients near zero by themselves, and with them their rounding.
                options.GeneratorOptimizer = new SgdSettings { LearningRate = 1e-3 };
                options.DiscriminatorOptimizer = options.Objective.UsesDiscriminator
                    ? new SgdSettings { LearningRate = 1e-3 } : null;
            },
            (gan, _) =>
            {
                using var scope = NewDisposeScope();
                var losses = new GanTrainer(gan).RunStep();
                return new Step(
                    [.. gan.Phases.Select(Gradient)], losses.Read(),
                    gan.Networks.Any(network => network.Module.modules().OfType<BatchNorm>().Any())
                        ? RoundingOfNormalized
                        : gan.Options.Penalties().Any() ? RoundingOfSlopes : ReplicatedStepTests.Rounding);
            });

        private static float[] Gradient(Phase phase) =>
            [.. phase.Parameters.SelectMany(parameter => parameter.grad?.ToFloats() ?? [])];
    }

    /// <summary>Ranks that hear nothing of each other.</summary>
    private sealed class Mute(Replicas replicas) : Replicas
    {
        public override int Rank => replicas.Rank;

        public override int Count => replicas.Count;

        public override void Broadcast(Span<byte> values, int root)
        {
        }

        public override void Barrier()
        {
        }

        protected override void SumBucket(Span<float> values) => Times(values);

        protected override void SumBucket(Span<double> values)
        {
            foreach (ref double value in values)
                value *= Count;
        }

        private void Times(Span<float> values)
        {
            foreach (ref float value in values)
                value *= Count;
        }
    }
}
