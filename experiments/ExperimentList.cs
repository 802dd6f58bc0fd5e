using Ml.Gan.Experiments.Digits;
using Ml.Gan.Experiments.OneDimensional;
using Ml.Gan.Experiments.TwoDimensional;

namespace Ml.Gan.Experiments;

/// <summary>The experiments there are: a new one is added here.</summary>
internal static class ExperimentList
{
    /// <summary>What runs the program from the root of the repository.</summary>
    public const string Command = "dotnet run -c Release --project experiments -- ";

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
