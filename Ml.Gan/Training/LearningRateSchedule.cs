using static TorchSharp.torch;

namespace Ml.Gan.Training;

/// <summary>Lets both players' learning rates fall linearly to 0 towards the end of the training, if asked to.</summary>
internal sealed class LearningRateSchedule
{
    private readonly LinearFall? _fall;
    private readonly (optim.ILearningRateController Group, double Rate)[] _groups;

    public LearningRateSchedule(TrainingOptions options, long steps, Players players)
    {
        _fall = options.LinearDecayStart is { } start ? new LinearFall(start, steps) : null;
        _groups = [.. players.Optimizers.SelectMany(optimizer => optimizer.ParamGroups).Select(group => (group, group.LearningRate))];
    }

    /// <summary>Sets the rates for the step after <paramref name="completed"/> steps.</summary>
    public void Begin(long completed)
    {
        if (_fall is not { } fall)
            return;
        foreach (var (group, rate) in _groups)
            group.LearningRate = rate * fall.After(completed);
    }
}
