using Ml.Gan.Training.Checkpoints;

namespace Ml.Gan.Training;

/// <content>Checkpoints: beginning where one is, going back to one.</content>
public sealed partial class GanTrainer
{
    private TrainingCheckpoints? _checkpoints;
    private bool _isReady;
    private int _rollbacks;

    /// <summary>
    /// Where the options ask for checkpoints, locks their folder, and, where they ask for it, goes back to the latest
    /// checkpoint. <see cref="Train"/> does it where it wasn't done before. Of several ranks
    /// (<see cref="TrainingOptions.Replicas"/>) rank 0 does it, and the others begin as it does.
    /// </summary>
    /// <param name="listeners">Those of <see cref="Train"/>, which are set too.</param>
    /// <returns>The number of steps completed so far.</returns>
    /// <exception cref="GanException">
    /// Another training uses the folder, no checkpoint in it can be used, the data are others, or the ranks don't train
    /// the same.
    /// </exception>
    /// <exception cref="GanOptionException">
    /// The folder can't be written, holds checkpoints though nothing is to be resumed, or other options were given.
    /// </exception>
    public long Resume(IReadOnlyList<ITrainingListener>? listeners = null)
    {
        if (_isReady)
            return Model.CompletedSteps;
        _group?.RequireSame(Model, Steps);
        if (_group is null or { IsRoot: true })
            ResumeHere(listeners);
        _group?.Synchronize(Model);
        _isReady = true;
        return Model.CompletedSteps;
    }

    private void ResumeHere(IReadOnlyList<ITrainingListener>? listeners)
    {
        _checkpoints = TrainingCheckpoints.Begin(Model, Steps, listeners ?? [], Warn);
        if (Model.CompletedSteps > 0 || _checkpoints is null)
            return;
        try
        {
            if (Model.Options.Resume)
                _checkpoints.Resume();
            else
                _checkpoints.RequireNew();
        }
        catch
        {
            _checkpoints.Dispose();
            _checkpoints = null;
            throw;
        }
    }

    /// <summary>Goes back to the latest checkpoint, where the options ask for it and there is one.</summary>
    private bool RollBack(DivergenceException divergence)
    {
        bool isPossible = _rollbacks < Model.Options.Rollbacks && _checkpoints?.Latest is not null;
        if (!(_group?.FromRoot(isPossible) ?? isPossible))
            return false;
        _rollbacks++;
        string? latest = _checkpoints?.Latest;
        double factor = Model.LearningRateFactor / 2;
        _checkpoints?.GoBack();
        _group?.Synchronize(Model);
        Model.LearningRateFactor = factor;
        Warn(
            $"{divergence.Message} The training goes back to '{latest}', step {Model.CompletedSteps}, and on from "
            + $"there with {Model.LearningRateFactor} of the step sizes.");
        return true;
    }
}
