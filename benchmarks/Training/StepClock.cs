using System.Diagnostics;
using Ml.Gan.Training;

namespace Ml.Gan.Benchmarks.Training;

/// <summary>Times steps, and stops the training after some of them. Starts with its creation.</summary>
internal sealed class StepClock(int steps) : ITrainingListener, IDisposable
{
    private readonly CancellationTokenSource _enough = new();
    private readonly List<double> _milliseconds = [];
    private long _start = Stopwatch.GetTimestamp();

    /// <summary>Asks the training to stop.</summary>
    public CancellationToken Enough => _enough.Token;

    public double[] Milliseconds => [.. _milliseconds];

    public void StepCompleted(TrainingStep step)
    {
        long now = Stopwatch.GetTimestamp();
        _milliseconds.Add(Stopwatch.GetElapsedTime(_start, now).TotalMilliseconds);
        _start = now;
        if (_milliseconds.Count == steps)
            _enough.Cancel();
    }

    public void Dispose() => _enough.Dispose();
}
