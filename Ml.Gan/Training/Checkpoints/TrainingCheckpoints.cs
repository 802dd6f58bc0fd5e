using System.Globalization;
using Ml.Gan.Native;
using static TorchSharp.torch;

namespace Ml.Gan.Training.Checkpoints;

/// <summary>
/// Checkpoints of one training at work: writes them when they are due, keeps the latest and the best, and goes back to
/// the latest one.
/// </summary>
internal sealed class TrainingCheckpoints : IDisposable
{
    private const string StepsKey = "steps";
    private const string OptionPrefix = "option.";
    private const string DataPrefix = "data.";

    private readonly GanModel _model;
    private readonly IReadOnlyList<ITrainingListener> _listeners;
    private readonly TrainingOptions _options;
    private readonly CheckpointFolder _folder;
    private readonly FolderLock _lock;
    private readonly long _steps;
    private readonly Action<string>? _warn;
    private readonly Dictionary<string, string> _about;
    private long _saved;
    private TimeSpan _savedAt;

    private TrainingCheckpoints(
        GanModel model, long steps, IReadOnlyList<ITrainingListener> listeners, Action<string>? warn)
    {
        (_model, _steps, _listeners, _warn, _options) = (model, steps, listeners, warn, model.Options);
        string path = Path.GetFullPath(_options.CheckpointFolder!);
        _folder = new CheckpointFolder(path);
        _lock = Lock(path);
        _about = About();
    }

    /// <summary>Time that the training had taken before it was resumed.</summary>
    public TimeSpan Before { get; private set; }

    /// <summary>The latest checkpoint, as messages name it; null before the first one.</summary>
    public string? Latest => _folder.Steps is [var step, ..] ? _folder.At(step) : null;

    /// <summary>Begins with the checkpoints of a training; null where its options ask for none.</summary>
    /// <exception cref="GanException">Another training uses the folder.</exception>
    /// <exception cref="GanOptionException">The folder can't be written, or holds another training.</exception>
    public static TrainingCheckpoints? Begin(
        GanModel model, long steps, IReadOnlyList<ITrainingListener> listeners, Action<string>? warn) =>
        model.Options.CheckpointFolder is null ? null : new TrainingCheckpoints(model, steps, listeners, warn);

    /// <summary>Seed of the training that options ask to resume; null where it can't be known.</summary>
    public static int? SeedToResume(TrainingOptions options)
    {
        if (!options.Resume || options.CheckpointFolder is not { } path)
            return null;
        var folder = new CheckpointFolder(path);
        foreach (long step in folder.Steps)
        {
            try
            {
                if (int.TryParse(CheckpointFile.AboutOf(folder.At(step), OptionPrefix + nameof(options.Seed)),
                    NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int seed))
                    return seed;
            }
            catch (GanException)
            {
                // Resuming says what is wrong with it.
            }
        }
        return null;
    }

    /// <summary>Sets model and listeners as the latest whole checkpoint has them; does nothing without one.</summary>
    /// <exception cref="GanException">No checkpoint can be used, or it is of a training on other data.</exception>
    /// <exception cref="GanOptionException">It is of a training with other options.</exception>
    public void Resume() => Before = GoBack();

    /// <summary>The same in a training that goes on, whose time so far counts.</summary>
    /// <returns>Time that the training had taken until then.</returns>
    /// <inheritdoc cref="Resume" path="/exception"/>
    public TimeSpan GoBack()
    {
        using var file = _folder.OpenLatest(_warn);
        if (file is null)
            return Before;
        RequireSame(file);
        using var scope = NewDisposeScope();
        using var computation = FinalizerPause.Begin();
        var time = Exchange(new StateReader(file), Before);
        _saved = _model.CompletedSteps;
        _model.LastGoodState = file.Path;
        return time;
    }

    /// <summary>Refuses to begin anew where checkpoints of a training are.</summary>
    /// <exception cref="GanOptionException">There are some.</exception>
    public void RequireNew() => OptionValue.Require(
        _folder.Steps.Count == 0, nameof(_options.CheckpointFolder),
        $"The folder '{_options.CheckpointFolder}' holds checkpoints of a training up to step "
        + $"{(_folder.Steps is [var latest, ..] ? latest : 0)}. Resume it, or give another folder.");

    /// <summary>Writes a checkpoint if one is due after a step.</summary>
    /// <param name="elapsed">Time since the training began or was resumed.</param>
    /// <param name="isWanted">Whether one is wanted anyway: no other step follows, or somebody asked for it.</param>
    /// <returns>Its file; null where none was written.</returns>
    public string? StepCompleted(TimeSpan elapsed, bool isWanted)
    {
        var interval = _options.CheckpointInterval;
        bool isDue = interval.Steps is { } steps
            ? _model.CompletedSteps % steps == 0
            : elapsed - _savedAt >= interval.Time;
        return isWanted || isDue || BestStep == _model.CompletedSteps ? Save(elapsed) : null;
    }

    /// <summary>Writes a checkpoint of the present state, unless there is one.</summary>
    /// <param name="elapsed">Time since the training began or was resumed.</param>
    /// <returns>Its file; null where none was written.</returns>
    /// <exception cref="DivergenceException">A weight is NaN or infinite.</exception>
    public string? Save(TimeSpan elapsed)
    {
        if (_model.CompletedSteps == _saved)
            return null;
        _model.RequireFiniteWeights();
        string path = _folder.At(_model.CompletedSteps);
        _savedAt = elapsed;
        try
        {
            using var scope = NewDisposeScope();
            using var computation = FinalizerPause.Begin();
            var state = new StateWriter();
            Exchange(state, Before + elapsed);
            CheckpointFile.Write(path, state, _about);
            _folder.Prune(_options.CheckpointsKept, BestStep);
            _saved = _model.CompletedSteps;
            _model.LastGoodState = path;
            return path;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            string kept = Latest is { } latest ? $"the one before it, '{latest}', is kept" : "there is none before it";
            _warn?.Invoke(
                $"The checkpoint of step {_model.CompletedSteps} could not be written: {e.Message.TrimEnd('.')}. "
                + $"The training goes on; {kept}.");
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();

    private long? BestStep =>
        _listeners.Select(listener => listener.BestStep).FirstOrDefault(step => step is not null);

    /// <summary>Names everything; gives the time that the training took until then.</summary>
    private TimeSpan Exchange(TrainingState state, TimeSpan time)
    {
        long ticks = state.Number("ticks", time.Ticks);
        _model.ExchangeState(state);
        foreach (var listener in _listeners)
            listener.ExchangeState(state);
        return TimeSpan.FromTicks(ticks);
    }

    private Dictionary<string, string> About()
    {
        var about = new Dictionary<string, string>
        {
            ["library"] = typeof(TrainingCheckpoints).Assembly.GetName().Version!.ToString(),
            ["torchsharp"] = typeof(nn.Module).Assembly.GetName().Version!.ToString(),
            ["threads"] = get_num_threads().ToString(CultureInfo.InvariantCulture),
            ["ranks"] = (_model.Replicas?.Count ?? 1).ToString(CultureInfo.InvariantCulture),
            [StepsKey] = _steps.ToString(CultureInfo.InvariantCulture),
        };
        foreach (var (name, value) in DescribedOptions.Of(_options))
            about.Add(OptionPrefix + name, value);
        foreach (var (name, value) in _model.DescribeData())
            about.Add(DataPrefix + name, value);
        return about;
    }

    private void RequireSame(CheckpointFile file)
    {
        var (options, data) = (Differences(file, OptionPrefix), Differences(file, DataPrefix));
        OptionValue.Require(
            options.Count == 0, options.FirstOrDefault().Name ?? "",
            $"The checkpoint '{file.Path}' is of a training with other options: "
            + $"{string.Join("; ", options.Select(one => one.Text))}. Resume with the options that it was begun with, "
            + "or begin another training in a folder of its own.");
        if (data.Count > 0)
            throw new GanException(
                $"The checkpoint '{file.Path}' is of a training on other data: "
                + $"{string.Join("; ", data.Select(one => one.Text))}. Resume with the data that it was begun with, or "
                + "begin another training in a folder of its own.");
        OptionValue.Require(
            _model.Stages == 1 || file.About.GetValueOrDefault(StepsKey) == _about[StepsKey],
            nameof(_options.Steps),
            $"The training of the checkpoint '{file.Path}' has {file.About.GetValueOrDefault(StepsKey)} steps, which "
            + $"its {_model.Stages} stages share, so that it can't be resumed with {_steps}. Resume it with as many.");
        foreach (string name in (string[])["library", "torchsharp", "threads", "ranks"])
        {
            if (file.About.GetValueOrDefault(name) is { } then && then != _about[name])
                _warn?.Invoke(
                    $"The checkpoint was written with {name} {then}, this is {name} {_about[name]}: the training goes "
                    + "on, but not with the same bytes as it would have.");
        }
    }

    private List<(string Name, string Text)> Differences(CheckpointFile file, string prefix) =>
    [
        .. from name in file.About.Keys.Union(_about.Keys)
           where name.StartsWith(prefix, StringComparison.Ordinal)
           let then = file.About.GetValueOrDefault(name, "unknown")
           let now = _about.GetValueOrDefault(name, "unknown")
           where then != now
           orderby name
           select (name[prefix.Length..], $"{name[prefix.Length..]} was {then} and is {now}"),
    ];

    private FolderLock Lock(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
            return FolderLock.Take(path, "Wait for it, or give another folder.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new GanOptionException(
                nameof(_options.CheckpointFolder),
                $"The folder '{_options.CheckpointFolder}' of the checkpoints can't be written: "
                + $"{e.Message.TrimEnd('.')}. Give another one.");
        }
    }
}
