namespace Ml.Gan.Training;

/// <summary>Stops a training whose losses are no longer finite, also where nobody else reads them.</summary>
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
    public static StepMetrics RequireFinite(StepMetrics metrics, long step) => metrics.AreFinite
        ? metrics
        : throw new GanException($"The training diverged at step {step}: {Describe(metrics)}. Try a lower learning rate or another objective.");

    private static string Describe(StepMetrics metrics) =>
        (metrics.DiscriminatorLoss is { } loss ? $"the discriminator's loss is {loss}, " : "") + $"the generator's loss is {metrics.GeneratorLoss}";
}
