using System;
using TorchSharp.Interop;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

static class AdamStep
{
    /// <summary>
    /// One step of Adam. The bias corrections are moved into the step size and into eps, which changes no value and
    /// saves a pass over the parameter.
    /// </summary>
    internal static void Apply(Parameter parameter, Tensor grad, Adam.State state, Adam.Options options)
    {
        double beta1 = options.beta1.Value, beta2 = options.beta2.Value;
        if (options.maximize == true) grad = -grad;
        if (options.weight_decay != 0) grad = grad.add(parameter, options.weight_decay.Value);
        state.step++;
        double correction1 = 1 - Math.Pow(beta1, state.step), correction2 = Math.Sqrt(1 - Math.Pow(beta2, state.step));

        state.exp_avg.mul_(beta1).add_(grad, 1 - beta1);
        state.exp_avg_sq.mul_(beta2).addcmul_(grad, grad, 1 - beta2);
        Tensor second = state.exp_avg_sq;
        if (options.amsgrad == true)
        {
            Aten.Do("maximum.out", state.max_exp_avg_sq, state.exp_avg_sq, state.max_exp_avg_sq);
            second = state.max_exp_avg_sq;
        }
        using Tensor denominator = second.sqrt();
        denominator.add_(options.eps.Value * correction2);
        parameter.addcdiv_(state.exp_avg, denominator, -options.LearningRate.Value * correction2 / correction1);
    }
}
