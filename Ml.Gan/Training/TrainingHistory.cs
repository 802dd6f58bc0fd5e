using Ml.Gan.Onnx.Notebooks;

namespace Ml.Gan.Training;

/// <summary>
/// Metrics of a training in memory, for programs and notebooks: add it to the listeners, read it while or after the
/// training. A notebook shows it as curves.
/// </summary>
/// <param name="interval">
/// Steps between two points. Default 10; the first and the last step are always among them.
/// </param>
/// <exception cref="ArgumentOutOfRangeException">The interval is below 1.</exception>
[TypeFormatterSource(typeof(TrainingHistoryFormatterSource))]
public sealed class TrainingHistory(long interval = 10) : ITrainingListener
{
    private readonly long _interval = interval >= 1
        ? interval
        : throw new ArgumentOutOfRangeException(nameof(interval), interval, "The interval must be at least 1 step.");

    private readonly List<TrainingPoint> _points = [];

    /// <summary>What was noted, by rising step.</summary>
    public IReadOnlyList<TrainingPoint> Points => _points;

    /// <summary>Steps and values of a metric, where it is there.</summary>
    /// <param name="name">A name as in <see cref="TrainingStep.Metrics"/>, for example <c>g_loss</c>.</param>
    public IEnumerable<(long Step, double Value)> Curve(string name)
    {
        foreach (var point in _points)
        {
            if (point.Metrics.TryGetValue(name, out double value))
                yield return (point.Step, value);
        }
    }

    /// <inheritdoc/>
    public void StepCompleted(TrainingStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        // A training that diverged goes back, and comes by these steps again.
        while (_points.Count > 0 && _points[^1].Step >= step.Step)
            _points.RemoveAt(_points.Count - 1);
        if (step.Step == 1 || step.IsDue(_interval))
            _points.Add(new TrainingPoint(step.Step, step.Stage, step.Metrics, step.TrainingTime));
    }

    /// <summary>The curves as a picture in SVG: losses, and below them, where there are any, D's mean scores.</summary>
    /// <param name="width">Width in pixels. Default 720.</param>
    /// <param name="height">Height of each chart in pixels. Default 260.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side is below 100 pixels.</exception>
    public string ToSvg(int width = 720, int height = 260)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 100);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 100);
        return new TrainingCurves(this, width, height).ToSvg();
    }
}

/// <summary>Metrics after a step.</summary>
/// <param name="Step">Number of the step, from 1.</param>
/// <param name="Stage">Number of the stage, from 1; null where the networks are trained as a whole.</param>
/// <param name="Metrics">Losses and metrics by name, as in <see cref="TrainingStep.Metrics"/>.</param>
/// <param name="Time">Time since the training began.</param>
public sealed record TrainingPoint(
    long Step, int? Stage, IReadOnlyDictionary<string, double> Metrics, TimeSpan Time);
