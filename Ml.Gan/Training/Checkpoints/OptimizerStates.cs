using Ml.Gan.Training.Optimizers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ml.Gan.Training.Checkpoints;

/// <summary>What the library's optimizers remember of each parameter, as parts of a training's state.</summary>
internal static class OptimizerStates
{
    /// <summary>Notes or sets an optimizer's state.</summary>
    /// <exception cref="NotSupportedException">The optimizer is of another kind.</exception>
    public static void Exchange(TrainingState state, string name, optim.Optimizer optimizer)
    {
        if (optimizer is FlatOptimizer flat)
        {
            flat.ExchangeState(state, $"optimizer.{name}");
            return;
        }
        if (optimizer is not OptimizerHelper helper)
            throw Unknown(optimizer);
        var states = helper.state_dict().State;
        for (int i = 0; i < states.Count; i++)
        {
            string prefix = $"{TrainingState.OptimizerPrefix}.{name}.{i}";
            switch (states[i])
            {
                case Adam.State adam:
                    adam.step = state.Number($"{prefix}.step", adam.step);
                    state.Tensor($"{prefix}.exp_avg", adam.exp_avg);
                    state.Tensor($"{prefix}.exp_avg_sq", adam.exp_avg_sq);
                    break;
                case RMSProp.State rmsProp:
                    rmsProp.step = state.Number($"{prefix}.step", rmsProp.step);
                    state.Tensor($"{prefix}.square_avg", rmsProp.square_avg);
                    break;
                default:
                    throw Unknown(optimizer);
            }
        }
    }

    /// <summary>
    /// What a phase's optimizer remembers, each of a kind in one tensor; nothing of an optimizer that isn't the
    /// library's.
    /// </summary>
    public static IEnumerable<(string Name, Tensor Value)> Named(Phase phase) => phase.Optimizer is FlatOptimizer flat
        ? flat.NamedStates($"{TrainingState.OptimizerPrefix}.{phase.Name}")
        : [];

    private static NotSupportedException Unknown(optim.Optimizer optimizer) => new(
        $"Checkpoints hold the state of Adam, RMSProp and what optimizer settings create, not of "
        + $"{optimizer.GetType().Name}. Take one of these, or train without checkpoints.");
}
