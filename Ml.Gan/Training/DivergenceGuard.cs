namespace Ml.Gan.Training;

/// <summary>
/// Listener that stops a training whose losses are no longer finite, also where nobody else reads them.
/// </summary>
internal sealed class DivergenceGuard : ITrainingListener
{
    private const int Interval = 25;

    /// <exception cref="GanException">The losses are not finite.</exception>
    public void StepCompleted(TrainingStep step)
    {
        if (step.Step % Interval == 0 || step.IsLast)
            _ = step.Metrics;
    }

    /// <summary>The metrics of a step, whoever reads them.</summary>
    /// <exception cref="GanException">They are not finite.</exception>
    public static IReadOnlyDictionary<string, double> RequireFinite(
        IReadOnlyDictionary<string, double> metrics, long step)
    {
        string[] wrong = [.. metrics.Where(metric => !double.IsFinite(metric.Value)).Select(metric =>
            $"{metric.Key} is {metric.Value}")];
        return wrong.Length == 0
            ? metrics
            : throw new GanException(
                $"The training diverged at step {step}: {string.Join(", ", wrong)}. Try a lower learning rate or "
                + "another objective.");
    }
}
