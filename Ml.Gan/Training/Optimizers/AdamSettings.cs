using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ml.Gan.Training.Optimizers;

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
