using Ml.Gan.Cli.Experiments.OneDimensional;

namespace Ml.Gan.Cli.Experiments;

/// <summary>The experiments there are.</summary>
internal static class ExperimentList
{
    public static readonly IReadOnlyList<Experiment> All =
    [
        new NormalExperiment(),
    ];
}
