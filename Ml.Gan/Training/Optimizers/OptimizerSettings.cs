using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ml.Gan.Training.Optimizers;

/// <summary>An immutable description of an optimiser.</summary>
public abstract record OptimizerSettings
{
    /// <summary>Name on the command line and in metadata, for example <c>adam</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Step size. Default 2e-4.</summary>
    public double LearningRate { get; init; } = 2e-4;

    /// <summary>Creates the optimiser of <paramref name="parameters"/>.</summary>
    public abstract optim.Optimizer Create(IEnumerable<Parameter> parameters);
}
