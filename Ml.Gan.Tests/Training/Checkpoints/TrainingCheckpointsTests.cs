using System.Text.Json;
using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using Ml.Gan.Tests.Data;
using Ml.Gan.Training;

namespace Ml.Gan.Tests.Training.Checkpoints;

/// <summary>When checkpoints are written and kept, and what can't be resumed.</summary>
[TestClass]
public sealed class TrainingCheckpointsTests
{
    private readonly TemporaryFolder _folder = new();
    private readonly Glyphs _data = new(16);

    private string[] Files =>
        [.. Directory.EnumerateFiles(_folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal)!];

    [TestCleanup]
    public void Remove()
    {
        _data.Dispose();
        _folder.Dispose();
    }

    [TestMethod]
    public void The_latest_ones_are_kept_and_that_of_the_last_step()
    {
        Train(options => options.CheckpointInterval = CheckpointInterval.Every(2), steps: 7);
        CollectionAssert.AreEqual(
            (string[])["step-00000006.safetensors", "step-00000007.safetensors"], Files);
    }

    [TestMethod]
    public void The_best_one_is_kept()
    {
        long best = 0;
        using var gan = new LatentGan(Options(o => o.CheckpointInterval = CheckpointInterval.Every(1), 8), _data);
        var listener = new Best(3);
        new GanTrainer(gan).Train([listener]);
        best = listener.BestStep!.Value;
        Assert.AreEqual(3, best);
        CollectionAssert.AreEqual(
            (string[])["step-00000003.safetensors", "step-00000007.safetensors", "step-00000008.safetensors"], Files);
    }

    [TestMethod]
    public void A_damaged_one_is_told_and_the_one_before_it_used()
    {
        Train(options => options.CheckpointInterval = CheckpointInterval.Every(2), steps: 4);
        string last = _folder["step-00000004.safetensors"];
        File.WriteAllBytes(last, File.ReadAllBytes(last)[..^1]);
        var warnings = new List<string>();
        using var gan = new LatentGan(Options(o => o.Resume = true, 6), _data);
        Assert.AreEqual(2, new GanTrainer(gan) { Warning = warnings.Add }.Resume());
        Assert.Contains(last, warnings.Single());
        Assert.Contains("goes on from the one before it, after step 2", warnings.Single());
    }

    [TestMethod]
    public void Nothing_but_damaged_ones_is_refused()
    {
        Train(steps: 1);
        File.WriteAllBytes(_folder["step-00000001.safetensors"], [1, 2, 3]);
        using var gan = new LatentGan(Options(o => o.Resume = true, 6), _data);
        var refused = Assert.ThrowsExactly<GanException>(() => new GanTrainer(gan).Resume());
        Assert.Contains("step-00000001.safetensors", refused.Message);
        Assert.Contains("Begin the training anew", refused.Message);
    }

    [TestMethod]
    public void Without_one_a_training_begins_anew()
    {
        using var gan = new LatentGan(Options(o => o.Resume = true, 2), _data);
        Assert.AreEqual(2, new GanTrainer(gan).Train());
    }

    [TestMethod]
    public void Other_options_are_listed()
    {
        Train(steps: 1);
        var refused = Refusal(o => (o.BatchSize, o.Objective) = (8, new Hinge()));
        Assert.Contains("BatchSize was 4 and is 8", refused.Message);
        Assert.Contains("Objective was NonSaturating(RealLabel 1) and is Hinge()", refused.Message);
        Assert.Contains("Network was Dcgan(HiddenUnits 0, Width 2) and is Dcgan(HiddenUnits 0, Width 3)",
            Refusal(o => o.Network = new Dcgan { Width = 3 }).Message);
        Assert.AreEqual(nameof(LatentGanOptions.EmaDecay), Refusal(o => o.EmaDecay = 0.5).Option);
    }

    [TestMethod]
    public void Other_data_are_refused()
    {
        Train(steps: 1);
        using var others = new Glyphs(16, seed: 2);
        using var gan = new LatentGan(Options(o => o.Resume = true, 2), others);
        var refused = Assert.ThrowsExactly<GanException>(() => new GanTrainer(gan).Resume());
        Assert.Contains("is of a training on other data: content was", refused.Message);
    }

    [TestMethod]
    public void Stages_need_the_same_number_of_steps()
    {
        Train(o => o.Network = new ProgressiveGan { Width = 2 }, steps: 4);
        var refused = Refusal(o => o.Network = new ProgressiveGan { Width = 2 });
        Assert.AreEqual(nameof(LatentGanOptions.Steps), refused.Option);
        Assert.Contains("has 4 steps", refused.Message);
    }

    [TestMethod]
    public void A_new_training_in_a_used_folder_is_refused()
    {
        Train(steps: 3);
        using var gan = new LatentGan(Options(_ => { }, 2), _data);
        var refused = Assert.ThrowsExactly<GanOptionException>(() => new GanTrainer(gan).Train());
        Assert.Contains("holds checkpoints of a training up to step 3", refused.Message);
    }

    [TestMethod]
    public void Two_trainings_do_not_share_a_folder()
    {
        using var gan = new LatentGan(Options(_ => { }, 2), _data);
        using var other = new LatentGan(Options(_ => { }, 2), _data);
        GanException? refused = null;
        new GanTrainer(gan).Train([
            new After(1, () => refused = Assert.ThrowsExactly<GanException>(() => new GanTrainer(other).Train())),
        ]);
        Assert.Contains($"A training is writing to '{_folder.Path}'", refused!.Message);
        CollectionAssert.AreEqual((string[])["step-00000002.safetensors"], Files, "the lock is gone");
    }

    [TestMethod]
    public void A_folder_that_cannot_be_written_is_refused_before_the_first_step()
    {
        using var gan = new LatentGan(
            Options(o => o.CheckpointFolder = _folder.Write("file", [1]), 2), _data);
        var refused = Assert.ThrowsExactly<GanOptionException>(() => new GanTrainer(gan).Train());
        Assert.AreEqual(nameof(LatentGanOptions.CheckpointFolder), refused.Option);
        Assert.AreEqual(0, gan.CompletedSteps);
    }

    /// <summary>As on a full disk: the training is worth more than one of its checkpoints.</summary>
    [TestMethod]
    public void One_that_cannot_be_written_is_told_and_the_training_goes_on()
    {
        Directory.CreateDirectory(_folder["step-00000002.safetensors"]);
        var warnings = new List<string>();
        using var gan = new LatentGan(Options(o => o.CheckpointInterval = CheckpointInterval.Every(1), 3), _data);
        new GanTrainer(gan) { Warning = warnings.Add }.Train();
        Assert.Contains("The checkpoint of step 2 could not be written", warnings.Single());
        Assert.Contains("step-00000001.safetensors', is kept", warnings.Single());
        Assert.IsTrue(File.Exists(_folder["step-00000003.safetensors"]));
    }

    /// <summary>Between two parts of a step, and before anything is updated.</summary>
    [TestMethod]
    public void A_slow_step_is_left_where_the_training_is_to_stop()
    {
        using var stop = new CancellationTokenSource();
        var slow = new Slow(() => { stop.Cancel(); Thread.Sleep(1100); });
        using var gan = new LatentGan(Options(o => o.Objective = slow, 100), _data);
        Assert.AreEqual(1, new GanTrainer(gan).Train([new After(1, () => slow.IsSlow = true)], stop.Token));
        CollectionAssert.AreEqual((string[])["step-00000001.safetensors"], Files);
    }

    [TestMethod]
    public void The_time_before_counts()
    {
        Train(steps: 2);
        using var gan = new LatentGan(
            Options(o => (o.Resume, o.Time) = (true, TimeSpan.FromTicks(1)), 100), _data);
        Assert.AreEqual(3, new GanTrainer(gan).Train());
    }

    /// <summary>
    /// A loss becomes NaN once; the training goes on from the checkpoint before, with half the step sizes.
    /// </summary>
    [TestMethod]
    public void A_training_that_diverges_goes_back_and_on_with_smaller_steps()
    {
        var warnings = new List<string>();
        int losses = 0;
        using var gan = new LatentGan(
            Options(
                o =>
                {
                    (o.CheckpointInterval, o.Rollbacks) = (CheckpointInterval.Every(2), 1);
                    o.Objective = new Slow(() => { }) { Breaks = () => ++losses == 6 };
                },
                8),
            _data);
        double[] rates = [.. gan.Phases.Select(Rate)];
        var steps = new List<long>();
        using (var metrics = new MetricsFile(_folder["metrics.jsonl"], interval: 1))
            Assert.AreEqual(8, new GanTrainer(gan) { Warning = warnings.Add }.Train([new Steps(steps), metrics]));
        CollectionAssert.AreEqual((long[])[1, 2, 3, 4, 5, 5, 6, 7, 8], steps);
        CollectionAssert.AreEqual(
            (long[])[1, 2, 3, 4, 5, 6, 7, 8],
            File.ReadLines(_folder["metrics.jsonl"]).Select(line => JsonDocument.Parse(line).RootElement
                .GetProperty("step").GetInt64()).ToArray());
        Assert.Contains("The training diverged at step 6", warnings.Single());
        Assert.Contains("goes back to", warnings.Single());
        CollectionAssert.AreEqual(rates.Select(rate => rate / 2).ToArray(), gan.Phases.Select(Rate).ToArray());

        static double Rate(Phase phase) => phase.Optimizer.ParamGroups.First().LearningRate;
    }

    /// <summary>The same step diverges again with half the step sizes: a quarter is next, not half once more.</summary>
    [TestMethod]
    public void Each_rollback_halves_what_is_left_of_the_step_sizes()
    {
        int losses = 0;
        using var gan = new LatentGan(
            Options(
                o =>
                {
                    (o.CheckpointInterval, o.Rollbacks) = (CheckpointInterval.Every(2), 3);
                    o.Objective = new Slow(() => { }) { Breaks = () => ++losses is 4 or 6 };
                },
                4),
            _data);
        double rate = gan.Phases[0].Optimizer.ParamGroups.First().LearningRate;
        Assert.AreEqual(4, new GanTrainer(gan).Train());
        Assert.AreEqual(rate / 4, gan.Phases[0].Optimizer.ParamGroups.First().LearningRate);
    }

    [TestMethod]
    public void A_training_that_diverges_names_the_last_good_checkpoint()
    {
        int losses = 0;
        using var gan = new LatentGan(
            Options(
                o => (o.CheckpointInterval, o.Objective) = (
                    CheckpointInterval.Every(2), new Slow(() => { }) { Breaks = () => ++losses == 3 }),
                8),
            _data);
        var failed = Assert.ThrowsExactly<DivergenceException>(() => new GanTrainer(gan).Train());
        Assert.Contains("The training diverged at step 3", failed.Message);
        Assert.Contains("step-00000002.safetensors", failed.Message);
    }

    private GanOptionException Refusal(Action<LatentGanOptions> change)
    {
        using var gan = new LatentGan(Options(o => { o.Resume = true; change(o); }, 9), _data);
        return Assert.ThrowsExactly<GanOptionException>(() => new GanTrainer(gan).Resume());
    }

    private void Train(Action<LatentGanOptions>? change = null, long steps = 1)
    {
        using var gan = new LatentGan(Options(change ?? (_ => { }), steps), _data);
        new GanTrainer(gan).Train();
    }

    private LatentGanOptions Options(Action<LatentGanOptions> change, long steps)
    {
        var options = new LatentGanOptions
        {
            Network = new Dcgan { Width = 2 },
            LatentSize = 4,
            BatchSize = 4,
            Steps = steps,
            CheckpointFolder = _folder.Path,
        };
        change(options);
        return options;
    }

    private sealed class Steps(List<long> seen) : ITrainingListener
    {
        public void StepCompleted(TrainingStep step) => seen.Add(step.Step);
    }

    private sealed class Best(long step) : ITrainingListener
    {
        public long? BestStep { get; private set; }

        public void StepCompleted(TrainingStep completed) => BestStep = completed.Step == step ? step : BestStep;
    }

    private sealed record Slow(Action Wait) : ScoreObjective
    {
        public bool IsSlow { get; set; }

        public Func<bool> Breaks { get; init; } = () => false;

        public override string Name => "slow";

        public override TorchSharp.torch.Tensor DiscriminatorLoss(
            TorchSharp.torch.Tensor real, TorchSharp.torch.Tensor generated)
        {
            if (IsSlow)
                Wait();
            var loss = generated.mean() - real.mean();
            return Breaks() ? loss * float.NaN : loss;
        }

        public override TorchSharp.torch.Tensor GeneratorLoss(TorchSharp.torch.Tensor generated) => -generated.mean();
    }
}
