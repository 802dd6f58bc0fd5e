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

    /// <summary>Creates the optimiser of some parameters.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="weightDecay">
    /// λ of the L2 penalty ½λ‖w‖² on them, whose gradient λw is added to the loss's. Default 0.
    /// </param>
    public abstract optim.Optimizer Create(IEnumerable<Parameter> parameters, double weightDecay = 0);
}
