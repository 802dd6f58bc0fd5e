using Ml.Gan.Training;

namespace Ml.Gan.Benchmarks.Memory;

/// <summary>Notes the resident memory after the steps in which a training has taken what it needs, and at the end.</summary>
internal sealed class MemoryWatch(long settledAfter) : ITrainingListener
{
    public double Settled { get; private set; }

    public double End { get; private set; }

    public void StepCompleted(TrainingStep step)
    {
        if (step.Step == settledAfter)
            Settled = ResidentMemory.Mebibytes;
        if (step.IsLast)
            End = ResidentMemory.Mebibytes;
    }
}
