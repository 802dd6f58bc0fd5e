using Ml.Gan.Training.Optimizers;
using Ml.Gan.Training.Replication;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ml.Gan.Training;

/// <summary>
/// Phase of a training step: one optimizer's update of some parameters, for example the discriminator's. Owns the
/// optimizer.
/// </summary>
public sealed class Phase : IDisposable
{
    private readonly (optim.ILearningRateController Group, double Rate)[] _rates;
    private readonly Action? _constraint;
    private readonly GradientAverage _average;

    /// <summary>Creates a phase.</summary>
    /// <param name="name">Short name that its metrics begin with, for example <c>d</c>.</param>
    /// <param name="parameters">Parameters that learn in the phase, in the optimizer's order.</param>
    /// <param name="optimizer">Their optimizer, which the phase disposes.</param>
    /// <param name="repeats">Updates in one training step, each with a batch of its own, at least 1. Default 1.</param>
    /// <param name="constraint">
    /// What follows each update, without gradients, for example weight clipping. Default null: nothing.
    /// </param>
    public Phase(
        string name, IReadOnlyList<Parameter> parameters, optim.Optimizer optimizer, int repeats =
            1, Action? constraint = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentOutOfRangeException.ThrowIfLessThan(repeats, 1);
        (Name, Parameters, Optimizer, Repeats, _constraint) = (name, parameters, optimizer, repeats, constraint);
        _average = new GradientAverage(parameters);
        _rates = [.. optimizer.ParamGroups.Select(group => (group, group.LearningRate))];
    }

    /// <summary>Short name that its metrics begin with.</summary>
    public string Name { get; }

    /// <summary>Name of the metric that its loss is.</summary>
    internal string LossName => $"{Name}_loss";

    /// <summary>Parameters that learn in the phase.</summary>
    public IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>Their optimizer.</summary>
    public optim.Optimizer Optimizer { get; }

    /// <summary>Updates in one training step.</summary>
    public int Repeats { get; }

    /// <summary>Factor of the loss that gradients are computed of; null for 1.</summary>
    internal LossScale? LossScale { get; init; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Optimizer.Dispose();
        _average.Dispose();
    }

    /// <summary>Sets the learning rates to a multiple of those that the optimizer began with.</summary>
    internal void ScaleLearningRate(double factor)
    {
        foreach (var (group, rate) in _rates)
            group.LearningRate = rate * factor;
    }

    /// <summary>
    /// Changes the parameters: gradients averaged over the ranks, clipped (Pascanu, Mikolov and Bengio, 2013), the
    /// optimizer's step, the constraint. Gradients of a scaled loss that aren't finite change nothing.
    /// </summary>
    /// <param name="gradientClipping">Largest norm of the gradient over all parameters; null for no limit.</param>
    /// <param name="replicas">The ranks; null for one.</param>
    internal void Update(double? gradientClipping, Replicas? replicas = null)
    {
        if (replicas is not null)
            _average.Apply(replicas);
        if (LossScale?.Unscale([.. Parameters.Select(parameter => parameter.grad).OfType<Tensor>()]) == false)
            return;
        if (Optimizer is FlatOptimizer flat)
        {
            flat.Step(gradientClipping);
        }
        else
        {
            if (gradientClipping is { } most)
                nn.utils.clip_grad_norm_(Parameters, most);
            Optimizer.step();
        }
        if (_constraint is null)
            return;
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        _constraint();
    }
}
