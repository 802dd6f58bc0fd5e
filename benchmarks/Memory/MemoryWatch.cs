using Ml.Gan.Training;

namespace Ml.Gan.Benchmarks.Memory;

/// <summary>
/// Notes the resident memory of this process in MiB, native libraries' included: after the steps in which a training
/// has taken what it needs, and at the end.
/// </summary>
internal sealed class MemoryWatch(long settledAfter) : ITrainingListener
{
    private const double Mebibyte = 1 << 20;

    public double Settled { get; private set; }

    public double End { get; private set; }

    public void StepCompleted(TrainingStep step)
    {
        if (step.Step == settledAfter)
            Settled = Environment.WorkingSet / Mebibyte;
        if (step.IsLast)
            End = Environment.WorkingSet / Mebibyte;
    }
}
