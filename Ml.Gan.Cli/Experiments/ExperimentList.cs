using Ml.Gan.Cli.Experiments.Classifying;
using Ml.Gan.Cli.Experiments.Digits;
using Ml.Gan.Cli.Experiments.OneDimensional;
using Ml.Gan.Cli.Experiments.TwoDimensional;

namespace Ml.Gan.Cli.Experiments;

/// <summary>The experiments there are.</summary>
internal static class ExperimentList
{
    public static readonly IReadOnlyList<Experiment> All =
    [
        new NormalExperiment(),
        new MixtureExperiment(isLinear: true, isFar: false),
        new MixtureExperiment(isLinear: true, isFar: true),
        new MixtureExperiment(isLinear: false, isFar: false),
        new MixtureExperiment(isLinear: false, isFar: true),
        new DigitsMlpExperiment(),
        ModeExperiment.Ring8,
        ModeExperiment.Grid25,
        new ObjectivesExperiment(),
        new SemiSupervisedExperiment(),
    ];

    public static Experiment? Find(string name) => All.FirstOrDefault(experiment => experiment.Name == name);
}
