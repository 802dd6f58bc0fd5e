using Ml.Gan.Training;

namespace Ml.Gan.Tests.Training;

/// <summary>Keeps the metrics of the last step.</summary>
internal sealed class LastMetrics : ITrainingListener
{
    public IReadOnlyDictionary<string, double> Metrics { get; private set; } = new Dictionary<string, double>();

    public void StepCompleted(TrainingStep step)
    {
        if (step.IsLast)
            Metrics = step.Metrics;
    }
}
