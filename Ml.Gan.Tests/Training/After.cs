using Ml.Gan.Training;

namespace Ml.Gan.Tests.Training;

/// <summary>Does something once, after a step.</summary>
internal sealed class After(long step, Action action) : ITrainingListener
{
    public void StepCompleted(TrainingStep completed)
    {
        if (completed.Step == step)
            action();
    }
}
