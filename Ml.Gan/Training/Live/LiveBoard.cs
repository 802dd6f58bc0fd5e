using System.Diagnostics;

namespace Ml.Gan.Training.Live;

/// <summary>
/// What a page is told of a training, and what it asks for. The training's thread writes, threads of the server read:
/// the lock is held only while something is added or copied, never while anything is sent.
/// </summary>
internal sealed class LiveBoard(string title, int mostPictures, Action? stop)
{
    private const int MostWarnings = 50;

    /// <summary>Somebody who hasn't asked for longer doesn't look on any more.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3);

    /// <summary>Time in which a page that looks on asks at least once.</summary>
    private static readonly TimeSpan s_farewell = TimeSpan.FromSeconds(1.2);

    private readonly Lock _lock = new();
    private readonly LiveTable _metrics = new();
    private readonly LiveTable _measures = new();
    private readonly LivePictures _pictures = new(mostPictures);
    private readonly List<string> _warnings = [];
    private LiveStatus _status = new() { Title = title };
    private bool _isStopWanted;
    private bool _isCheckpointWanted;
    private long? _lastSeen;
    private long _changed = Stopwatch.GetTimestamp();

    /// <summary>Begins with a training.</summary>
    public void Start(GanModel model, long steps)
    {
        lock (_lock)
        {
            _metrics.Clear();
            _measures.Clear();
            _pictures.Forget(0);
            _warnings.Clear();
            _isCheckpointWanted = false;
            _status = new LiveStatus
            {
                Title = title,
                Phase = LivePhase.Training,
                Step = model.CompletedSteps,
                Steps = steps,
                Stages = model.Stages,
                SavesCheckpoints = model.Options.CheckpointFolder is not null,
                StopAsked = _status.StopAsked && _status.Phase == LivePhase.Waiting,
            };
        }
    }

    /// <summary>Takes note of where the training is.</summary>
    public void Note(TrainingStep step)
    {
        lock (_lock)
        {
            _status.Step = step.Step;
            _status.Stage = step.Stage;
            _status.Elapsed = step.TrainingTime;
            _status.Left = step.TimeLeft;
            _status.StepsPerSecond = step.StepsPerSecond;
            _status.ImagesPerSecond = step.ImagesPerSecond;
            _status.At = Stopwatch.GetTimestamp();
        }
    }

    /// <summary>Adds metrics and learning rates of a step.</summary>
    public void Add(
        long step, IReadOnlyDictionary<string, double> metrics, IReadOnlyDictionary<string, double> rates,
        IReadOnlyList<Phase> phases)
    {
        lock (_lock)
        {
            var values = metrics.Select(metric =>
                (new LiveTable.Column(metric.Key, MetricGroup.Of(metric.Key, phases), metric.Key), metric.Value));
            var changing = rates.Select(rate =>
                (new LiveTable.Column($"learning rate {rate.Key}", "rates", rate.Key), rate.Value));
            _metrics.Add(step, [.. values, .. changing], isLast: step == _status.Steps);
        }
    }

    /// <summary>Adds what listeners and trainer report.</summary>
    public void Add(TrainingReport report)
    {
        lock (_lock)
        {
            switch (report)
            {
                case TrainingMeasure measure:
                    _measures.Add(measure.Step, Values(measure), isLast: true);
                    break;
                case TrainingSamples samples:
                    _pictures.Add(samples);
                    break;
                case TrainingWarning warning when _warnings.Count < MostWarnings:
                    _warnings.Add(warning.Message);
                    break;
                case CheckpointSaved saved:
                    _status.Checkpoint = saved.Step;
                    break;
            }
        }
    }

    /// <summary>Leaves out what was told of a step and later ones.</summary>
    public void GoBack(long step)
    {
        lock (_lock)
        {
            _metrics.Forget(step);
            _measures.Forget(step);
            _pictures.Forget(step);
        }
    }

    /// <summary>Takes note of the end.</summary>
    public void End(TrainingEnd end)
    {
        lock (_lock)
        {
            _status.End(end);
            _changed = Stopwatch.GetTimestamp();
        }
    }

    /// <summary>Asks to stop, as the button does.</summary>
    public void AskToStop()
    {
        lock (_lock)
        {
            if (_status.StopAsked || _status.Phase == LivePhase.Ended)
                return;
            _status.StopAsked = true;
            _isStopWanted = stop is null;
        }
        stop?.Invoke();
    }

    /// <summary>Asks for a checkpoint, as the button does; tells whether the training writes any.</summary>
    public bool AskForCheckpoint()
    {
        lock (_lock)
            return _isCheckpointWanted = _status.SavesCheckpoints && _status.Phase == LivePhase.Training;
    }

    /// <summary>Whether the training is to stop; it is told once.</summary>
    public bool TakeStop() => Interlocked.Exchange(ref _isStopWanted, false);

    /// <summary>Whether a checkpoint is to be written; it is told once.</summary>
    public bool TakeCheckpoint() => Interlocked.Exchange(ref _isCheckpointWanted, false);

    /// <summary>The picture with a number; null where it isn't kept.</summary>
    public TrainingSamples? Samples(long id)
    {
        lock (_lock)
            return _pictures.All.FirstOrDefault(picture => picture.Id == id)?.Samples;
    }

    /// <summary>What a page is told.</summary>
    /// <param name="metrics">Cursor of what it knows of the metrics.</param>
    /// <param name="measures">The same of the measures.</param>
    public byte[] State(string? metrics, string? measures)
    {
        LiveState state;
        lock (_lock)
        {
            _lastSeen = Stopwatch.GetTimestamp();
            state = new LiveState(
                _status with { }, _isCheckpointWanted, _metrics.Since(metrics), _measures.Since(measures),
                [.. _pictures.All], [.. _warnings]);
        }
        return state.ToJson();
    }

    /// <summary>Waits until pages that look on have had time to ask for how the training has ended.</summary>
    public void WaitForViewers()
    {
        TimeSpan wait;
        lock (_lock)
        {
            bool isSeen = _lastSeen is { } seen && Stopwatch.GetElapsedTime(seen) < s_patience;
            wait = isSeen ? s_farewell - Stopwatch.GetElapsedTime(_changed) : TimeSpan.Zero;
        }
        if (wait > TimeSpan.Zero)
            Thread.Sleep(wait);
    }

    private static IEnumerable<(LiveTable.Column Column, double Value)> Values(TrainingMeasure measure)
    {
        yield return (new LiveTable.Column(measure.Name, "measures", measure.Title), measure.Value);
        if (measure.RealValue is { } real)
            yield return (
                new LiveTable.Column($"{measure.Name}_of_real_samples", "measures", "of other real samples"), real);
    }
}
