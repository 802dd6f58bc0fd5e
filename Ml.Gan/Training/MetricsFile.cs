using System.Text.Json;

namespace Ml.Gan.Training;

/// <summary>
/// Metrics of a training as JSON lines: step, stage (null where there is one), everything in
/// <see cref="TrainingStep.Metrics"/> by its name, seconds since the start, images_per_second, and with several ranks
/// exchange_share, the part of the time that rank 0 has exchanged numbers with the others or waited for them. Each line
/// reaches the file at once, so that a training can be followed.
/// </summary>
public sealed class MetricsFile : ITrainingListener, IDisposable
{
    private readonly string _path;
    private readonly long _interval;
    private StreamWriter _writer;
    private long _lastStep;

    /// <summary>Starts the file, replacing one that is there, or goes on with it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="interval">
    /// Steps between two lines. Default 10; the first and the last step are always written.
    /// </param>
    /// <param name="completedSteps">
    /// Steps that a training that is resumed has completed: lines up to there stay. Default 0.
    /// </param>
    public MetricsFile(string path, long interval = 10, long completedSteps = 0)
    {
        if (completedSteps > 0)
            StepLines.Keep(path, completedSteps);
        (_path, _interval) = (path, interval);
        _writer = Open(append: completedSteps > 0);
    }

    /// <inheritdoc/>
    public void StepCompleted(TrainingStep step)
    {
        if (step.Step <= _lastStep)
            Forget(step.Step);
        if (step.Step != 1 && !step.IsDue(_interval))
            return;
        var line = new OrderedDictionary<string, object?> { ["step"] = step.Step, ["stage"] = step.Stage };
        foreach (var (name, value) in step.Metrics)
            line[name] = value;
        line["seconds"] = Math.Round(step.TrainingTime.TotalSeconds, 3);
        line["images_per_second"] = Math.Round(step.ImagesPerSecond, 1);
        if (step.Model.Replicas is { } replicas)
            line["exchange_share"] = Math.Round(replicas.ExchangeTime / step.Elapsed, 3);
        _writer.WriteLine(JsonSerializer.Serialize(line));
        _lastStep = step.Step;
    }

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    /// <summary>Removes the lines of a step and later ones, to which a training has gone back.</summary>
    private void Forget(long step)
    {
        _writer.Dispose();
        StepLines.Keep(_path, step - 1);
        _writer = Open(append: true);
        _lastStep = 0;
    }

    private StreamWriter Open(bool append) => new(_path, append) { AutoFlush = true, NewLine = "\n" };
}
