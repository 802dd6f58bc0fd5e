namespace Ml.Gan.Training;

/// <summary>
/// Watches a training, and hears what other listeners and the trainer have to tell. An estimator draws samples only
/// where one of its listeners is of this kind.
/// </summary>
public interface IReportListener : ITrainingListener
{
    /// <summary>Called with samples, measures, warnings and checkpoints, when there are such.</summary>
    void Reported(TrainingReport report);
}
