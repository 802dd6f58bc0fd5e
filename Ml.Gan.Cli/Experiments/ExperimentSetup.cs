namespace Ml.Gan.Cli.Experiments;

/// <summary>What of the command line concerns the trainings.</summary>
/// <param name="Quick">Whether the budget is to be as small as runs at all.</param>
/// <param name="Data">The training data, where an experiment lets them be chosen.</param>
/// <param name="Warning">Told of data that are left out.</param>
internal sealed record ExperimentSetup(bool Quick, string Data, Action<string>? Warning = null)
{
    /// <summary>The number of steps to train: all of them, or very few.</summary>
    public long Steps(long full, long quick = 12) => Quick ? quick : full;
}
