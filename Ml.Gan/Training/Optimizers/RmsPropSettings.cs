using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ml.Gan.Training.Optimizers;

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
