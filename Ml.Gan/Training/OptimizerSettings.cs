using System.Globalization;
using Ml.Gan.Training.Optimizers;
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
    /// <param name="parameters">
    /// The parameters. Float32 ones of one device become views of one buffer, with the shapes, strides and numbers that
    /// they have.
    /// </param>
    /// <param name="weightDecay">
    /// λ of the L2 penalty ½λ‖w‖² on them, whose gradient λw is added to the loss's. Default 0.
    /// </param>
    public abstract optim.Optimizer Create(IEnumerable<Parameter> parameters, double weightDecay = 0);

    /// <summary>An optimizer on one buffer where the parameters can lie there, else one of TorchSharp's.</summary>
    private protected static optim.Optimizer Create(
        IEnumerable<Parameter> parameters, Func<Parameter[], optim.Optimizer> flat,
        Func<Parameter[], optim.Optimizer> other)
    {
        Parameter[] all = [.. parameters];
        return FlatTensors.Fit(all) ? flat(all) : other(all);
    }
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
        Create(
            parameters, all => new FlatAdam(all, this, weightDecay),
            all => optim.Adam(all, LearningRate, Beta1, Beta2, weight_decay: weightDecay));
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
        Create(
            parameters, all => new FlatRmsProp(all, this, weightDecay),
            all => optim.RMSProp(all, LearningRate, Alpha, weight_decay: weightDecay));
}

/// <summary>Stochastic gradient descent, with momentum (Polyak, 1964) where asked for.</summary>
[CatalogEntry(
    "steps along the gradient, with momentum along a running sum of gradients", "Robbins and Monro, 1951",
    Argument = "the momentum, below 1; default 0")]
public sealed record SgdSettings : OptimizerSettings, ITakesArgument<OptimizerSettings>
{
    private const string Option = "GeneratorOptimizer";

    /// <inheritdoc/>
    public override string Name =>
        Momentum == 0 ? "sgd" : string.Create(CultureInfo.InvariantCulture, $"sgd:{Momentum}");

    /// <summary>
    /// Share of the running sum of gradients that a step keeps before it adds the new one, in [0, 1). Default 0.
    /// </summary>
    /// <exception cref="GanOptionException">It is out of range.</exception>
    public double Momentum
    {
        get;
        init => field = OptionValue.Require(
            value, value is >= 0 and < 1, Option, "The momentum of sgd must be at least 0 and below 1");
    }

    /// <inheritdoc/>
    public override optim.Optimizer Create(IEnumerable<Parameter> parameters, double weightDecay = 0) =>
        Create(
            parameters, all => new FlatSgd(all, this, weightDecay),
            all => optim.SGD(all, LearningRate, Momentum, weight_decay: weightDecay));

    OptimizerSettings ITakesArgument<OptimizerSettings>.WithArgument(string argument) =>
        this with { Momentum = OptionValue.Parse(argument, Option, "The momentum of sgd") };
}
