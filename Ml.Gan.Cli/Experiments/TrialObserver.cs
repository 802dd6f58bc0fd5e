using Ml.Gan.Models;
using Ml.Gan.Training;

namespace Ml.Gan.Cli.Experiments;

/// <summary>Watches one training of an experiment and measures it at the end.</summary>
internal abstract class TrialObserver : ITrainingListener
{
    /// <inheritdoc/>
    public abstract void StepCompleted(TrainingStep step);

    /// <summary>The figures of the completed training, by name in snake case.</summary>
    public abstract IReadOnlyDictionary<string, double> Measure(LatentGan gan);
}
