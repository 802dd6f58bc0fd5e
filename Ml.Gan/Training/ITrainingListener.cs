namespace Ml.Gan.Training;

/// <summary>Watches a training: metrics, pictures, progress, stopping rules.</summary>
public interface ITrainingListener
{
    /// <summary>Called after every generator step, on the training thread.</summary>
    void StepCompleted(TrainingStep step);

    /// <summary>
    /// Names what the listener has to remember where a training is resumed, for checkpoints. Default nothing.
    /// </summary>
    void ExchangeState(TrainingState state)
    {
    }

    /// <summary>The step after which the training was best so far, whose checkpoint is kept. Default null.</summary>
    long? BestStep => null;
}
