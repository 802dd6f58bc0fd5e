namespace Ml.Gan.Training;

/// <content>What listeners are told of besides steps.</content>
public sealed partial class GanTrainer
{
    /// <summary>Tells of an event those listeners that hear of such.</summary>
    internal void Report(TrainingReport report)
    {
        foreach (var listener in _listeners.OfType<IReportListener>())
            listener.Reported(report);
    }

    private void Report(string? checkpoint)
    {
        if (checkpoint is not null)
            Report(new CheckpointSaved(Model.CompletedSteps, checkpoint));
    }

    private void Warn(string message)
    {
        Warning?.Invoke(message);
        Report(new TrainingWarning(Model.CompletedSteps, message));
    }

    private void End(TrainingOutcome outcome, Exception? exception = null)
    {
        foreach (var listener in _listeners)
            listener.Ended(new TrainingEnd(Model.CompletedSteps, outcome, exception));
        _listeners = [];
    }
}
