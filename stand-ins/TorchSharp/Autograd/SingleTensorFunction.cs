using System.Collections.Generic;

namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        /// <summary>A custom function that returns one tensor.</summary>
        public abstract class SingleTensorFunction<T> : Function<T> where T : SingleTensorFunction<T>, new()
        {
            public abstract Tensor forward(AutogradContext ctx, params object[] vars);

            /// <summary>One gradient for each argument of forward, null for those that are no tensors.</summary>
            public abstract List<Tensor> backward(AutogradContext ctx, Tensor grad_output);

            public static Tensor apply(params object[] vars) => apply_internal(vars)[0];

            internal override List<Tensor> Forward(AutogradContext ctx, object[] vars) => [forward(ctx, vars)];

            internal override List<Tensor> Backward(AutogradContext ctx, List<Tensor> grads) => backward(ctx, grads[0]);
        }

        /// <summary>A custom function that returns several tensors.</summary>
        public abstract class MultiTensorFunction<T> : Function<T> where T : MultiTensorFunction<T>, new()
        {
            public abstract List<Tensor> forward(AutogradContext ctx, params object[] vars);

            /// <summary>One gradient for each argument of forward, null for those that are no tensors.</summary>
            public abstract List<Tensor> backward(AutogradContext ctx, List<Tensor> grad_outputs);

            public static List<Tensor> apply(params object[] vars) => apply_internal(vars);

            internal override List<Tensor> Forward(AutogradContext ctx, object[] vars) => forward(ctx, vars);

            internal override List<Tensor> Backward(AutogradContext ctx, List<Tensor> grads) => backward(ctx, grads);
        }
    }
}
