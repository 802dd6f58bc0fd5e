using Google.Protobuf;
using Ml.Gan.Training.TensorBoard;

namespace Ml.Gan.Training;

/// <summary>
/// Listener that writes what TensorBoard shows: metrics as <c>losses/d_loss</c>, <c>scores/d_real</c> (D(x)) and
/// <c>scores/d_fake</c> (D(G(z))), parts of losses as <c>terms/d_adversarial</c>, measures as <c>measures/mmd</c>,
/// <c>speed/steps_per_second</c>, learning rates as <c>learning_rate/d</c> when they change, and the pictures
/// <c>samples</c> when they are drawn. Events reach the file at once, so that a training can be followed:
/// <c>tensorboard --logdir FOLDER</c>.
/// </summary>
public sealed class TensorBoardFiles : IReportListener, IDisposable
{
    private const string Version = "brain.Event:2";

    private readonly string _folder;
    private readonly long _interval;
    private readonly Dictionary<string, double> _rates = [];
    private FileStream? _file;
    private long _lastStep;

    /// <summary>
    /// Event files in a folder, which is created where it is missing. When the training starts, those of an earlier
    /// training are replaced; a training that is resumed goes on in a new file behind them, from which on its events
    /// count, and the events of steps that it takes again are removed.
    /// </summary>
    /// <param name="folder">The folder; files that others have written there stay.</param>
    /// <param name="interval">
    /// Steps between two points of a curve. Default 10; the first and the last step have some always.
    /// </param>
    public TensorBoardFiles(string folder, long interval = 10)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentOutOfRangeException.ThrowIfLessThan(interval, 1);
        (_folder, _interval) = (folder, interval);
    }

    /// <inheritdoc/>
    /// <exception cref="GanException">The folder can't be written.</exception>
    public void Started(GanTrainer trainer)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        Begin(trainer.Model.CompletedSteps);
    }

    /// <inheritdoc/>
    public void StepCompleted(TrainingStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        if (step.Step <= _lastStep)
            Begin(step.Step - 1);
        _lastStep = step.Step;
        if (step.Step != 1 && !step.IsDue(_interval))
            return;
        var summary = new Summary();
        foreach (var (name, value) in step.Metrics)
            Add(summary, $"{MetricGroup.Of(name, step.Model.Phases)}/{name}", value);
        Add(summary, "speed/steps_per_second", step.StepsPerSecond);
        foreach (var (phase, rate) in step.LearningRates)
        {
            if (_rates.TryGetValue(phase, out double last) && last == rate)
                continue;
            _rates[phase] = rate;
            Add(summary, $"learning_rate/{phase}", rate);
        }
        Write(step.Step, summary);
    }

    /// <inheritdoc/>
    public void Reported(TrainingReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var summary = new Summary();
        switch (report)
        {
            case TrainingMeasure measure:
                Add(summary, $"measures/{measure.Name}", measure.Value);
                if (measure.RealValue is { } real)
                    Add(summary, $"measures/{measure.Name}_of_real_samples", real);
                break;
            case TrainingSamples samples:
                Add(summary, samples);
                break;
            default:
                return;
        }
        if (report.Step < _lastStep)
            Begin(report.Step - 1);
        Write(report.Step, summary);
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    /// <summary>Begins a file with the step after one up to which events stay.</summary>
    private void Begin(long completedSteps)
    {
        _file?.Dispose();
        try
        {
            Directory.CreateDirectory(_folder);
            EventFolder.Keep(_folder, completedSteps);
            // Without a buffer, so that each event is in the file at once.
            _file = new FileStream(
                EventFolder.NextFile(_folder), FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite,
                bufferSize: 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new GanException(
                $"The folder '{_folder}' for TensorBoard can't be written: {e.Message} Give another one.", e);
        }
        _rates.Clear();
        _lastStep = completedSteps;
        Write(new Event { FileVersion = Version });
        if (completedSteps > 0)
            Write(new Event
            {
                Step = completedSteps + 1,
                SessionLog = new SessionLog { Status = SessionLog.Types.SessionStatus.Start },
            });
    }

    private static void Add(Summary summary, string tag, double value) =>
        summary.Value.Add(new Summary.Types.Value { Tag = tag, SimpleValue = (float)value });

    private static void Add(Summary summary, TrainingSamples samples)
    {
        summary.Value.Add(new Summary.Types.Value
        {
            Tag = "samples",
            Image = new Summary.Types.Image
            {
                Height = samples.Height,
                Width = samples.Width,
                Colorspace = samples.Channels,
                EncodedImageString = ByteString.CopyFrom(samples.Png.Span),
            },
        });
        if (samples.Text is not { } text)
            return;
        const int Text = 7;
        var shape = new StringTensor.Types.Shape { Dim = { new StringTensor.Types.Shape.Types.Dim { Size = 1 } } };
        summary.Value.Add(new Summary.Types.Value
        {
            Tag = "captions",
            Metadata = new SummaryMetadata { PluginData = new() { PluginName = "text" } },
            // Markdown: a block of code keeps lines apart.
            Tensor = new StringTensor
            {
                Dtype = Text,
                TensorShape = shape,
                StringVal = { ByteString.CopyFromUtf8($"```\n{text}```\n") },
            },
        });
    }

    private void Write(long step, Summary summary) => Write(new Event { Step = step, Summary = summary });

    private void Write(Event one)
    {
        one.WallTime = (DateTime.UtcNow - DateTime.UnixEpoch).TotalSeconds;
        _file!.Write(RecordFile.Frame(one.ToByteArray()));
    }
}
