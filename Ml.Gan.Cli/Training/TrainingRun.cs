using Ml.Gan.Cli.Explaining;
using Ml.Gan.Cli.Parsing;
using Ml.Gan.Networks;
using Ml.Gan.Training;
using Ml.Gan.Training.TensorBoard;
using Spectre.Console;
using TorchSharp;

namespace Ml.Gan.Cli.Training;

/// <summary>What runs of <c>mlgan train</c> have in common, whatever is trained.</summary>
internal abstract partial class TrainingRun(TrainSettings settings, Terminal terminal)
{
    private const string End =
        "the step in progress is finished first, unless it takes long, then the generator is saved.";

    private ITrainingListener? _live;

    protected TrainSettings Settings => settings;

    protected Terminal Terminal => terminal;

    protected int Seed => settings.Options.SeedOrDefault;

    /// <summary>
    /// Trains, and tells the exit code: everything that can be refused is before the first file is written.
    /// </summary>
    public abstract int Run();

    /// <summary>The folder of the training, in which nothing is changed yet.</summary>
    protected OutputFolder OpenFolder()
    {
        OutputPlace.RequireOutside(settings.Data, settings.Out);
        foreach (string beside in new[] { settings.Target, settings.Mask, settings.Guidance }.OfType<string>())
            OutputPlace.RequireOutside(beside, settings.Out);
        var folder = new OutputFolder(settings.Out);
        try
        {
            if (settings.Options.Resume)
                folder.RequireResumable();
            else if (!settings.Overwrite)
                folder.RequireUnused();
            RequireOwnEvents();
            return folder;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    protected StopRequest ListenForStop() => new(terminal, End);

    /// <summary>Serves a page that shows the training, and says where, if that is asked for; else null.</summary>
    /// <param name="stop">What the page's button does.</param>
    protected LiveView? OpenLive(StopRequest stop)
    {
        if (settings.LivePort is not { } port)
            return null;
        var live = new LiveView(new LiveViewOptions { Port = port, Title = settings.Out, Stop = stop.Ask });
        terminal.Error.WriteLine($"Live view: {live.Address}");
        _live = live;
        return live;
    }

    /// <summary>Has libtorch use as many threads as were asked for.</summary>
    protected void SetThreads()
    {
        if ((settings.Threads ?? (Terminal.Replicas is null ? null : TrainingJob.Threads)) is { } threads)
            torch.set_num_threads(threads);
    }

    /// <summary>Says of which ranks this one is, where there are several.</summary>
    protected void SayRanks(int batchSize)
    {
        if (terminal.Replicas is { } replicas)
            terminal.Error.WriteLine(
                $"Training by {replicas.Count} ranks of {replicas.Library}, each with {batchSize / replicas.Count} of "
                + $"the {batchSize} samples of a batch and {torch.get_num_threads()} threads.");
    }

    /// <summary>Trains as another rank than 0, which writes nothing.</summary>
    protected static int TakePart(GanModel gan, CancellationToken cancellation) =>
        new GanTrainer(gan).Train(cancellation: cancellation) == 0 ? ExitCode.Interrupted : ExitCode.Success;

    /// <summary>Says how convolutions are computed, where that is a question.</summary>
    protected void SayConvolutions()
    {
        if (settings.Options.Device == TrainingDevice.Cpu)
            Warn(ConvolutionProbe.Description);
    }

    /// <summary>Where checkpoints go; null for nowhere.</summary>
    protected string? CheckpointsOf(OutputFolder folder) =>
        settings.CheckpointEvery == CheckpointText.Never && !settings.Options.Resume ? null : folder.Checkpoints;

    /// <summary>Begins to write to the folder, or goes on.</summary>
    protected void Begin(OutputFolder folder)
    {
        if (folder.HoldsGenerator && settings.Overwrite)
            terminal.Error.WriteLine(
                $"'{settings.Out}' holds the generator of an earlier training, which this one replaces when it ends.");
        if (settings.Options.Resume)
            folder.Resume();
        else
            folder.Begin();
    }

    /// <summary>Locks the checkpoints, and goes back to the latest one where a training is to go on.</summary>
    protected long Resume(GanTrainer trainer, IReadOnlyList<ITrainingListener> listeners, OutputFolder folder)
    {
        long completed = trainer.Resume(listeners);
        if (settings.Options.Resume)
            terminal.Error.WriteLine(completed == 0
                ? $"'{folder.Checkpoints}' holds no checkpoint, so the training begins with its first step."
                : completed >= trainer.Steps
                    ? $"All {completed} steps are done; --steps or --time makes a training longer."
                    : $"The training goes on after step {completed} of {trainer.Steps}.");
        return completed;
    }

    /// <summary>Takes the steps that are left, and shows how they go on.</summary>
    /// <param name="trainer">The trainer.</param>
    /// <param name="completed">Steps that were completed before.</param>
    /// <param name="folder">Where metrics go.</param>
    /// <param name="before">Listeners that come before metrics and display, and may end the training.</param>
    /// <param name="after">Those that come behind.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Steps that are completed.</returns>
    protected long Train(
        GanTrainer trainer, long completed, OutputFolder folder, IReadOnlyList<ITrainingListener> before,
        IReadOnlyList<ITrainingListener> after, CancellationToken cancellation)
    {
        using var metrics = new MetricsFile(folder.Metrics, completedSteps: completed);
        using var events = settings.TensorBoard is { } place
            ? new TensorBoardFiles(place == TrainSettings.OwnTensorBoard ? folder.TensorBoard : place)
            : null;
        IEnumerable<ITrainingListener?> watching = [events, _live];
        ITrainingListener[] recording = [metrics, .. watching.OfType<ITrainingListener>()];
        ITrainingDisplay display =
            terminal.Screen is { } screen ? new TrainingBar(screen) : new TrainingLines(terminal.Error);
        return display.Show(
            shown => trainer.Train([.. before, .. recording, shown, .. after], cancellation), trainer.Steps);
    }

    /// <summary>
    /// Trains a model that isn't evaluated on the way, from the first step or the latest checkpoint on.
    /// </summary>
    /// <param name="gan">The model.</param>
    /// <param name="asTaken">The settings as the model took them, for the record.</param>
    /// <param name="samples">Writes samples.</param>
    /// <param name="folder">Where files go.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Steps that are completed.</returns>
    protected long Train(
        GanModel gan, TrainSettings asTaken, ITrainingListener samples, OutputFolder folder,
        CancellationToken cancellation)
    {
        Begin(folder);
        var trainer = new GanTrainer(gan) { Warning = Warn };
        long completed = Resume(trainer, [], folder);
        folder.WriteOptions(settings, settings, asTaken with { Threads = torch.get_num_threads() });
        return Train(trainer, completed, folder, [samples], [], cancellation);
    }

    /// <summary>Says of a training that it was stopped, if it was.</summary>
    /// <param name="steps">Steps that are completed.</param>
    /// <param name="asked">Steps that were asked for.</param>
    /// <param name="what">What is saved, as "generator".</param>
    protected void SayStopped(long steps, long? asked, string what)
    {
        if (steps < asked)
            terminal.Output.WriteLine($"Stopped after step {steps} of {asked}; the {what} is saved as it was then.");
    }

    /// <summary>Leaves no trace where nothing was learned.</summary>
    protected int EndWithoutStep(OutputFolder folder)
    {
        if (!settings.Options.Resume)
            folder.Forget();
        terminal.Error.WriteLine("Stopped before the first step was completed; no generator is saved.");
        return ExitCode.Interrupted;
    }

    /// <summary>Saves the weights; where they can't be written, the generator stays as it is saved.</summary>
    protected int SaveWeights(Action<string> save, OutputFolder folder)
    {
        try
        {
            save(folder.Weights);
            return ExitCode.Success;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or GanException)
        {
            terminal.Error.WriteLine(
                $"The weights for --init-from can't be written to '{folder.Weights}': {e.Message} The generator is "
                + "complete without them.");
            return ExitCode.Failure;
        }
    }

    /// <summary>Writes the model card; where it can't be written, the generator stays as it is saved.</summary>
    /// <param name="folder">The folder of the training.</param>
    /// <param name="code">The exit code so far.</param>
    /// <param name="models">Names of the models' files.</param>
    /// <returns>The exit code.</returns>
    protected int WriteCard(OutputFolder folder, int code, params IReadOnlyList<string> models) =>
        Math.Max(code, TrainingCard.Write(folder, models, terminal.Error));

    /// <summary>Refuses a folder for event files in which those of others are.</summary>
    private void RequireOwnEvents()
    {
        bool isOthers = !settings.Options.Resume && !settings.Overwrite
            && settings.TensorBoard is { } place && place != TrainSettings.OwnTensorBoard && EventFolder.IsUsed(place);
        if (isOthers)
            throw new GanOptionException(nameof(settings.TensorBoard),
                $"'{settings.TensorBoard}' holds event files already, and TensorBoard would show them as one training. "
                + "Give a folder for each training, or replace those of this program by --overwrite.");
    }

    /// <summary>Warns above the bar, where there is one, and says where the warning is explained.</summary>
    protected void Warn(string message)
    {
        message = Explanations.Hint(message) is { } hint ? $"{message} {hint}" : message;
        if (terminal.Screen is { } screen)
            screen.WriteLine(message);
        else
            terminal.Error.WriteLine(message);
    }

    /// <summary>Says where a file is.</summary>
    protected void SayWritten(string name) =>
        terminal.Output.WriteLine($"Wrote {Path.Combine(settings.Out, name)}");
}
