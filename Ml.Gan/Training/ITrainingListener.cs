namespace Ml.Gan.Training;

/// <summary>Watches a training: metrics, pictures, progress, stopping rules.</summary>
public interface ITrainingListener
{
    /// <summary>Called after every generator step, on the training thread.</summary>
    void StepCompleted(TrainingStep step);
}
