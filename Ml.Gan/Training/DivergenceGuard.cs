namespace Ml.Gan.Training;

/// <summary>Stops a training whose losses are no longer finite.</summary>
internal sealed class DivergenceGuard : ITrainingListener
{
    private const int Interval = 25;

    /// <exception cref="GanException">The losses are not finite.</exception>
    public void StepCompleted(TrainingStep step)
    {
        if (step.Step % Interval != 0 && !step.IsLast)
            return;
        if (!step.Metrics.AreFinite)
            throw new GanException($"The training diverged at step {step.Step}: {Describe(step.Metrics)}. Try a lower learning rate or another objective.");
    }

    private static string Describe(StepMetrics metrics) =>
        (metrics.DiscriminatorLoss is { } loss ? $"the discriminator's loss is {loss}, " : "") + $"the generator's loss is {metrics.GeneratorLoss}";
}
