using Ml.Gan.Training;

namespace Ml.Gan.Cli.Experiments;

/// <summary>Picks steps that are spread evenly over a training, the first and the last among them.</summary>
internal static class EvenSteps
{
    /// <summary>Whether <paramref name="step"/> is one of about <paramref name="count"/>.</summary>
    public static bool IsOneOf(this TrainingStep step, int count) =>
        step.Step == 1 || step.IsLast || step.Step * count / step.Steps != (step.Step - 1) * count / step.Steps;
}
