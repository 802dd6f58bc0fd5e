using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ml.Gan.Training;

/// <summary>Optimizer settings, immutable.</summary>
public abstract record OptimizerSettings
{
    /// <summary>Name on the command line and in metadata, for example <c>adam</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Step size. Default 2e-4.</summary>
    public double LearningRate { get; init; } = 2e-4;

    /// <summary>Creates the optimizer of some parameters.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="weightDecay">
    /// λ of the L2 penalty ½λ‖w‖² on them, whose gradient λw is added to the loss's. Default 0.
    /// </param>
    public abstract optim.Optimizer Create(IEnumerable<Parameter> parameters, double weightDecay = 0);
}

/// <summary>Adam (Kingma and Ba, 2015) with DCGAN's settings as defaults.</summary>
[CatalogEntry("steps scaled by running means of the gradient and its square", "Kingma and Ba, 2015")]
public sealed record AdamSettings : OptimizerSettings
{
    /// <inheritdoc/>
    public override string Name => "adam";

    /// <summary>Decay of the gradient's running mean. Default 0.5.</summary>
    public double Beta1 { get; init; } = 0.5;

    /// <summary>Decay of the squared gradient's running mean. Default 0.999.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <inheritdoc/>
    public override optim.Optimizer Create(IEnumerable<Parameter> parameters, double weightDecay = 0) =>
        optim.Adam(parameters, LearningRate, Beta1, Beta2, weight_decay: weightDecay);
}

/// <summary>RMSprop (Tieleman and Hinton, 2012).</summary>
[CatalogEntry("steps scaled by a running mean of the squared gradient", "Tieleman and Hinton, 2012")]
public sealed record RmsPropSettings : OptimizerSettings
{
    /// <inheritdoc/>
    public override string Name => "rmsprop";

    /// <summary>Decay of the squared gradient's running mean. Default 0.99.</summary>
    public double Alpha { get; init; } = 0.99;

    /// <inheritdoc/>
    public override optim.Optimizer Create(IEnumerable<Parameter> parameters, double weightDecay = 0) =>
        optim.RMSProp(parameters, LearningRate, Alpha, weight_decay: weightDecay);
}
