using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Tests.Training.Replication;
using Ml.Gan.Training;

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

    public static IEnumerable<object[]> Cases => TrainingCase.All.Select(tested => new object[] { tested.Name });

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Shares_give_the_gradients_and_metrics_of_the_whole_batch(string name)
    {
        double rounding = 0;
        var whole = Use(null, name, gan =>
        {
            rounding = RoundingOf(gan);
            return ComputedStep.Of(gan);
        });
        foreach (int count in (int[])[2, 4])
            whole.RequireSame(ThreadReplicas.Run(count, replicas => Use(replicas, name, ComputedStep.Of)), rounding);
    }

    /// <summary>Each fourth step penalizes the slopes of half of a batch, which each rank has a share of.</summary>
    [TestMethod]
    public void Shares_give_the_path_lengths_of_the_whole_batch()
    {
        var whole = Use(null, "stylegan2", Step);
        Assert.IsTrue(whole.Metrics.ContainsKey("g_path_length"));
        foreach (int count in (int[])[2, 4])
            whole.RequireSame(ThreadReplicas.Run(count, ranks => Use(ranks, "stylegan2", Step)), RoundingOfSlopes);

        static ComputedStep Step(LatentGan gan)
        {
            gan.CompletedSteps = 3;
            return ComputedStep.Of(gan);
        }
    }

    [TestMethod]
    public void Shares_without_exchange_give_other_gradients()
    {
        var whole = Use(null, "mlp", ComputedStep.Of);
        var shared = ThreadReplicas.Run(2, replicas => Use(new Mute(replicas), "mlp", ComputedStep.Of));
        Assert.IsGreaterThan(1e-2, ComputedStep.Difference(whole.Gradients[0], shared[0].Gradients[0]));
    }

    private static double RoundingOf(LatentGan gan) =>
        gan.Networks.Any(network => network.Module.modules().OfType<BatchNorm>().Any()) ? RoundingOfNormalized
        : gan.Options.Penalties().Any() ? RoundingOfSlopes
        : Rounding;

    private static T Use<T>(Replicas? replicas, string name, Func<LatentGan, T> use) => TrainingCase.Of(name).Use(
        options =>
        {
            options.Replicas = replicas;
            options.DiscriminatorSteps = options.Objective.UsesDiscriminator ? 1 : null;
            // Adam divides gradients near zero by themselves, and with them their rounding.
            options.GeneratorOptimizer = new SgdSettings { LearningRate = 1e-3 };
            options.DiscriminatorOptimizer = options.Objective.UsesDiscriminator
                ? new SgdSettings { LearningRate = 1e-3 } : null;
        },
        (gan, _) => use(gan));

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
