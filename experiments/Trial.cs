using Ml.Gan.Models;
using Ml.Gan.Training;

namespace Ml.Gan.Experiments;

/// <summary>One training of an experiment, completed.</summary>
/// <param name="Variant">Which of the ways of training.</param>
/// <param name="Seed">Its seed.</param>
/// <param name="Steps">Generator steps.</param>
/// <param name="Seconds">Time that the training took.</param>
/// <param name="Observer">What was seen of it.</param>
/// <param name="Figures">What was measured; empty where it failed.</param>
/// <param name="Problem">Why it failed; null where it didn't.</param>
internal sealed record Trial(
    string Variant,
    int Seed,
    long Steps,
    double Seconds,
    TrialObserver Observer,
    IReadOnlyDictionary<string, double> Figures,
    string? Problem)
{
    /// <summary>Whether it failed by a fault of the program or the machine: a divergence is a result.</summary>
    public bool HasFailed { get; private init; }

    /// <summary>A training that failed before its end. Nothing was seen of it.</summary>
    public static Trial Failed(string variant, int seed, double seconds, string problem) =>
        new(variant, seed, 0, seconds, new NoObserver(), new Dictionary<string, double>(), problem)
        {
            HasFailed = true,
        };

    private sealed class NoObserver : TrialObserver
    {
        public override void StepCompleted(TrainingStep step)
        {
        }

        public override IReadOnlyDictionary<string, double> Measure(LatentGan gan) => new Dictionary<string, double>();
    }
}

/// <summary>Watches one training of an experiment and measures it at the end.</summary>
internal abstract class TrialObserver : ITrainingListener
{
    /// <inheritdoc/>
    public abstract void StepCompleted(TrainingStep step);

    /// <summary>The figures of the completed training, by name in snake case.</summary>
    public abstract IReadOnlyDictionary<string, double> Measure(LatentGan gan);
}

/// <summary>Picks steps that are spread evenly over a training, the first and the last among them.</summary>
internal static class EvenSteps
{
    /// <summary>Whether <paramref name="step"/> is one of about <paramref name="count"/>.</summary>
    public static bool IsOneOf(this TrainingStep step, int count) =>
        step.Step == 1 || step.IsLast || step.Step * count / step.Steps != (step.Step - 1) * count / step.Steps;
}
