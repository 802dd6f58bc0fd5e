using System;
using System.Collections.Generic;
using System.Linq;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Stochastic gradient descent with optional momentum.</summary>
public partial class SGD : OptimizerHelper, optim.IMomentum
{
    public SGD(
        IEnumerable<Parameter> parameters, double lr, double momentum = 0, double dampening = 0,
        double weight_decay = 0,
        bool nesterov = false, bool maximize = false)
        : this(
            [new ParamGroup { Parameters = parameters }], lr, momentum, dampening, weight_decay, nesterov, maximize) { }

    public SGD(
        IEnumerable<ParamGroup> parameters, double lr, double momentum = 0, double dampening = 0,
        double weight_decay = 0,
        bool nesterov = false, bool maximize = false)
        : base(parameters, new Options
        {
            LearningRate = lr,
            InitialLearningRate = lr,
            momentum = momentum,
            dampening = dampening,
            weight_decay = weight_decay,
            nesterov = nesterov,
            maximize = maximize,
        }) { }

    public double Momentum
    {
        get => ((ParamGroup)_parameter_groups[0]).Momentum;
        set { foreach (ParamGroup group in _parameter_groups.Cast<ParamGroup>()) group.Momentum = value; }
    }

    private protected override OptimizerOptions NewOptions() => new Options();

    private protected override OptimizerState NewState(Parameter parameter) => new State(parameter);

    private protected override void Complete(OptimizerOptions options) =>
        ((Options)options).Complete((Options)Defaults);

    private protected override void Update(
        Parameter parameter, Tensor grad, OptimizerState optimizerState, OptimizerOptions optimizerOptions)
    {
        var options = (Options)optimizerOptions;
        var state = (State)optimizerState;
        double momentum = options.momentum.Value;
        if (options.weight_decay != 0) grad = grad.add(parameter, options.weight_decay.Value);
        if (momentum != 0)
        {
            if (state.momentum_buffer is null) state.momentum_buffer = grad.clone().DetachFromDisposeScope();
            else state.momentum_buffer.mul_(momentum).add_(grad, 1 - options.dampening.Value);
            grad = options.nesterov == true ? grad.add(state.momentum_buffer, momentum) : state.momentum_buffer;
        }
        parameter.add_(grad, options.maximize == true ? options.LearningRate.Value : -options.LearningRate.Value);
    }
}
