using Ml.Gan.Networks;
using Ml.Gan.Training;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Training;

/// <summary>A system that the library doesn't have is trained by its loop.</summary>
[TestClass]
public sealed class GanModelTests
{
    [TestMethod]
    public void A_model_of_two_generators_and_two_discriminators_learns_both_ways_and_back()
    {
        using var scope = NewDisposeScope();
        using var gan = new ToyCycleGan(steps: 1500);
        var last = new LastMetrics();
        new GanTrainer(gan).Train([last]);

        using var frozen = no_grad();
        var (a, b) = (gan.A(4000), gan.B(4000));
        AssertNormal(gan.ToB(a), mean: 1, deviation: 1);
        AssertNormal(gan.ToA(b), mean: -1, deviation: 0.5);
        Assert.AreEqual(0, (gan.ToA(gan.ToB(a)) - a).abs().mean().item<float>(), 0.1);
        CollectionAssert.AreEqual(
            new[] { "d_loss", "d_a", "d_b", "g_loss", "g_a", "g_b", "g_cycle" }, last.Metrics.Keys.ToArray());
    }

    [TestMethod]
    public void Each_repetition_of_a_phase_has_a_batch_of_its_own_which_the_next_phase_shares()
    {
        using var gan = new Recorder(("d", 3), ("q", 1), ("g", 2));
        new GanTrainer(gan).Train();

        CollectionAssert.AreEqual(
            new[]
            {
                "batch 1 for d", "d 1", "batch 2 for d", "d 2", "batch 3 for d, q, g", "d 3", "q 3", "g 3",
                "batch 4 for g", "g 4",
            },
            gan.Calls);
    }

    /// <summary>A stop comes early, and the step is whole still: each phase has one more update at most.</summary>
    [TestMethod]
    [DataRow("d 1", "batch 2 for d, q, g|d 2|q 2|g 2")]
    [DataRow("d 2", "batch 2 for d|d 2|batch 3 for d, q, g|d 3|q 3|g 3")]
    [DataRow("q 3", "batch 2 for d|d 2|batch 3 for d, q, g|d 3|q 3|g 3")]
    public void A_stop_during_a_step_leaves_its_repetitions_out(string stopIn, string expected)
    {
        using var stop = new CancellationTokenSource();
        bool isTold = false;
        using var gan = new Recorder(("d", 3), ("q", 1), ("g", 2))
        {
            Called = call =>
            {
                if (call == stopIn)
                    stop.Cancel();
            },
        };

        Assert.AreEqual(1, new GanTrainer(gan).Train([new After(1, () => isTold = true)], stop.Token));
        Assert.AreEqual($"batch 1 for d|d 1|{expected}", string.Join('|', gan.Calls));
        Assert.IsTrue(isTold);
    }

    [TestMethod]
    public void Only_the_parameters_of_the_phase_collect_gradients()
    {
        using var gan = new Recorder(("d", 1), ("g", 1));
        new GanTrainer(gan).Train();

        CollectionAssert.AreEqual(new[] { "d learns in d", "g learns in g" }, gan.Learning);
    }

    [TestMethod]
    public void A_loss_term_has_to_be_a_scalar_with_a_name_of_its_own()
    {
        using var scope = NewDisposeScope();
        var losses = new LossTerms().Add("one", ones([]));

        Assert.Contains("(3)", Assert.ThrowsExactly<ArgumentException>(() => losses.Add("vector", ones(3))).Message);
        Assert.ThrowsExactly<ArgumentException>(() => losses.Add("one", ones([])));
        Assert.ThrowsExactly<InvalidOperationException>(() => new LossTerms().Total);
    }

    [TestMethod]
    public void The_total_is_the_weighted_sum_of_the_terms()
    {
        using var scope = NewDisposeScope();

        Assert.AreEqual(
            2 + 0.5 * 3,
            new LossTerms().Add("one", tensor(2f)).Add("other", tensor(3f), weight: 0.5).Total.item<float>(),
            1e-6);
    }

    private static void AssertNormal(Tensor samples, double mean, double deviation)
    {
        Assert.AreEqual(mean, samples.mean().item<float>(), 0.15 * deviation + 0.1);
        Assert.AreEqual(deviation, samples.std().item<float>(), 0.2 * deviation);
    }

    /// <summary>Writes down what the loop asks for.</summary>
    private sealed class Recorder : GanModel
    {
        private int _batches;

        public Recorder(params (string Name, int Repeats)[] phases)
            : base(new TrainingOptions { Steps = 1 })
        {
            using var parameters = new ParameterFactory(1, CPU);
            Phases = [.. phases.Select(phase =>
            {
                var weight = parameters.Normal(0, 1, 2);
                return new Phase(phase.Name, [weight], new AdamSettings().Create([weight]), phase.Repeats);
            })];
        }

        public List<string> Calls { get; } = [];

        public Action<string>? Called { get; init; }

        public List<string> Learning { get; } = [];

        public override IReadOnlyList<NamedNetwork> Networks => [];

        public override IReadOnlyList<Phase> Phases { get; }

        public override int SamplesPerStep => 1;

        public override Batch NextBatch(IReadOnlyList<Phase> phases)
        {
            Calls.Add($"batch {++_batches} for {string.Join(", ", phases.Select(phase => phase.Name))}");
            return new Numbered(_batches);
        }

        public override LossTerms Losses(Phase phase, Batch batch)
        {
            Calls.Add($"{phase.Name} {((Numbered)batch).Number}");
            Called?.Invoke(Calls[^1]);
            Learning.AddRange(Phases
                .Where(other => other.Parameters[0].requires_grad)
                .Select(other => $"{other.Name} learns in {phase.Name}"));
            return new LossTerms().Add("square", phase.Parameters[0].square().sum());
        }

        protected override void Dispose(bool disposing)
        {
            foreach (var phase in Phases)
                phase.Dispose();
        }

        private sealed record Numbered(int Number) : Batch;
    }
}
