namespace Ml.Gan.Training;

/// <summary>
/// Watches a training: metrics, pictures, progress, stopping rules. All calls come on the training thread.
/// </summary>
public interface ITrainingListener
{
    /// <summary>
    /// Called once before the first step, after a training that is resumed has gone back to its checkpoint. Default
    /// nothing.
    /// </summary>
    /// <param name="trainer">The trainer, with its model, the steps completed so far and those to come.</param>
    void Started(GanTrainer trainer)
    {
    }

    /// <summary>Called after every generator step.</summary>
    void StepCompleted(TrainingStep step);

    /// <summary>Called once when the training has ended, also by an exception. Default nothing.</summary>
    void Ended(TrainingEnd end)
    {
    }

    /// <summary>
    /// Names what the listener has to remember where a training is resumed, for checkpoints. Default nothing.
    /// </summary>
    void ExchangeState(TrainingState state)
    {
    }

    /// <summary>The step after which the training was best so far, whose checkpoint is kept. Default null.</summary>
    long? BestStep => null;
}
