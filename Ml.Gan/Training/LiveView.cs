using Ml.Gan.Training.Live;

namespace Ml.Gan.Training;

/// <summary>
/// Listener that shows a training on a page of its own while it runs: curves of losses, D(x), D(G(z)) and measures, the
/// samples of each time that they were drawn, speed, time left and warnings, with buttons that stop the training or
/// write a checkpoint. It changes nothing of what is learned: the same seed gives the same bytes with and without it.
/// </summary>
/// <remarks>
/// <para>
/// The page is served on 127.0.0.1 alone, from the constructor until <see cref="Dispose"/>. Each request needs the
/// token that is part of <see cref="Address"/>, a random one for each view; requests of other sites' pages are
/// refused. Any number of browsers may look on, and none of them makes the training wait.
/// </para>
/// <para>
/// One view may watch several trainings, one after the other: each begins anew. The page goes on to show a training
/// that has ended for as long as the view isn't disposed.
/// </para>
/// <code>
/// using var view = new LiveView();
/// Console.WriteLine(view.Address);
/// var estimator = mlContext.Gan().Generator(new GanEstimator.Options { Listeners = [view] });
/// </code>
/// </remarks>
public sealed class LiveView : IReportListener, IDisposable
{
    /// <summary>Asking for metrics makes a GPU wait.</summary>
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(250);

    private readonly LiveBoard _board;
    private readonly LiveServer _server;
    private TimeSpan _next;
    private long _lastStep;

    /// <summary>Begins to serve the page.</summary>
    /// <param name="options">Port and what buttons do. Default null: the defaults.</param>
    /// <exception cref="GanOptionException">The port can't be listened on, or an option is out of range.</exception>
    public LiveView(LiveViewOptions? options = null)
    {
        options ??= new LiveViewOptions();
        OptionValue.Require(options.Port is >= 0 and <= 65535, nameof(options.Port),
            $"The port must be from 1 to 65535, or 0 for a free one; it is {options.Port}.");
        OptionValue.Require(options.MostPictures >= 2, nameof(options.MostPictures),
            $"The number of pictures must be at least 2; it is {options.MostPictures}.");
        _board = new LiveBoard(options.Title, options.MostPictures, options.Stop);
        _server = new LiveServer(_board, options.Port);
    }

    /// <summary>Address of the page, with the token: <c>http://127.0.0.1:PORT/?token=…</c>.</summary>
    public Uri Address => _server.Address;

    /// <inheritdoc/>
    public void Started(GanTrainer trainer)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        (_next, _lastStep) = (TimeSpan.Zero, trainer.Model.CompletedSteps);
        _board.Start(trainer.Model, trainer.Steps);
    }

    /// <inheritdoc/>
    public void StepCompleted(TrainingStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        if (_board.TakeStop())
            step.Stop();
        if (_board.TakeCheckpoint())
            step.RequestCheckpoint();
        if (step.Step <= _lastStep)
            _board.GoBack(step.Step);
        _lastStep = step.Step;
        _board.Note(step);
        if (step.Elapsed < _next && !step.IsLast)
            return;
        _next = step.Elapsed + s_interval;
        _board.Add(step.Step, step.Metrics, step.LearningRates, step.Model.Phases);
    }

    /// <inheritdoc/>
    public void Reported(TrainingReport report) => _board.Add(report);

    /// <inheritdoc/>
    public void Ended(TrainingEnd end) => _board.End(end);

    /// <summary>
    /// Ends serving. Where somebody looks on, it waits up to about a second, so that the page can tell how the training
    /// has ended.
    /// </summary>
    public void Dispose()
    {
        _board.WaitForViewers();
        _server.Dispose();
    }
}
