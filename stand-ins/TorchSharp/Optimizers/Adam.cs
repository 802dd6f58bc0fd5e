using System;
using System.Collections.Generic;
using System.Linq;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Adam: A Method for Stochastic Optimization, Kingma and Ba, 2014; weight decay as an L2 penalty.</summary>
public partial class Adam : OptimizerHelper, optim.IBetas
{
    public Adam(
        IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999,
        double eps = 1e-8,
        double weight_decay = 0, bool amsgrad = false, bool maximize = false)
        : this([new ParamGroup { Parameters = parameters }], lr, beta1, beta2, eps, weight_decay, amsgrad, maximize) { }

    public Adam(
        IEnumerable<ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999,
        double eps = 1e-8,
        double weight_decay = 0, bool amsgrad = false, bool maximize = false)
        : base(parameters, new Options
        {
            LearningRate = lr,
            InitialLearningRate = lr,
            beta1 = beta1,
            beta2 = beta2,
            eps = eps,
            weight_decay = weight_decay,
            amsgrad = amsgrad,
            maximize = maximize,
        }) { }

    public (double, double) Betas
    {
        get => ((ParamGroup)_parameter_groups[0]).Betas;
        set { foreach (ParamGroup group in _parameter_groups.Cast<ParamGroup>()) group.Betas = value; }
    }

    private protected override OptimizerOptions NewOptions() => new Options();

    private protected override OptimizerState NewState(Parameter parameter) => new State(parameter);

    private protected override void Complete(OptimizerOptions options) =>
        ((Options)options).Complete((Options)Defaults);

    private protected override void Update(
        Parameter parameter, Tensor grad, OptimizerState state, OptimizerOptions options) =>
        AdamStep.Apply(parameter, grad, (State)state, (Options)options);
}
