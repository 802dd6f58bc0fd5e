using System.Collections.Generic;
using System.Linq;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>RMSprop, Tieleman and Hinton, 2012; centred as in Graves, 2013, on request.</summary>
public partial class RMSProp : OptimizerHelper, optim.IMomentum
{
    public RMSProp(
        IEnumerable<Parameter> parameters, double lr = 1e-3, double alpha = 0.99, double eps = 1e-8,
        double weight_decay = 0,
        double momentum = 0, bool centered = false, bool maximize = false)
        : this(
            [new ParamGroup { Parameters = parameters }], lr, alpha, eps, weight_decay, momentum, centered,
            maximize) { }

    public RMSProp(
        IEnumerable<ParamGroup> parameters, double lr = 1e-3, double alpha = 0.99, double eps = 1e-8,
        double weight_decay = 0,
        double momentum = 0, bool centered = false, bool maximize = false)
        : base(parameters, new Options
        {
            LearningRate = lr,
            InitialLearningRate = lr,
            alpha = alpha,
            eps = eps,
            weight_decay = weight_decay,
            momentum = momentum,
            centered = centered,
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
        double alpha = options.alpha.Value, rate = options.LearningRate.Value;
        if (options.maximize == true) grad = -grad;
        if (options.weight_decay != 0) grad = grad.add(parameter, options.weight_decay.Value);
        state.step++;

        state.square_avg.mul_(alpha).addcmul_(grad, grad, 1 - alpha);
        Tensor average;
        if (options.centered == true)
        {
            state.grad_avg.mul_(alpha).add_(grad, 1 - alpha);
            average = state.square_avg.addcmul(state.grad_avg, state.grad_avg, -1).sqrt_().add_(options.eps.Value);
        }
        else
        {
            average = state.square_avg.sqrt().add_(options.eps.Value);
        }
        if (options.momentum > 0) parameter.add_(
            state.momentum_buffer.mul_(options.momentum.Value).addcdiv_(grad, average), -rate);
        else parameter.addcdiv_(grad, average, -rate);
    }
}
