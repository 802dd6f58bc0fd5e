using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            public static Tensor batch_norm(
                Tensor input, Tensor running_mean, Tensor running_var, Tensor weight = null, Tensor bias = null,
                bool training = false,
                double momentum = 0.1, double eps = 1e-05) =>
                Aten.Call("batch_norm", input, weight, bias, running_mean, running_var, training, momentum, eps, true);

            public static Tensor instance_norm(
                Tensor input, Tensor running_mean = null, Tensor running_var = null, Tensor weight = null,
                Tensor bias = null,
                bool use_input_stats = true, double momentum = 0.1, double eps = 1e-05) =>
                Aten.Call(
                    "instance_norm", input, weight, bias, running_mean, running_var, use_input_stats, momentum, eps,
                    true);

            public static Tensor layer_norm(
                Tensor input, long[] normalized_shape, Tensor weight = null, Tensor bias = null, double eps = 1e-05) =>
                Aten.Call("layer_norm", input, normalized_shape, weight, bias, eps);

            public static Tensor group_norm(
                Tensor input, long num_groups, Tensor weight = null, Tensor bias = null, double eps = 1e-05) =>
                Aten.Call("group_norm", input, num_groups, weight, bias, eps);

            /// <summary>Divides by the p-norm along a dimension, or by eps where that is larger.</summary>
            public static Tensor normalize(Tensor input, double p = 2, long dim = 1, double eps = 1e-12)
            {
                using Tensor norm = Aten.Call("norm.ScalarOpt_dim", input, p, (long[])[dim], true);
                using Tensor bounded = norm.clamp_min(eps);
                return input.div(bounded);
            }
        }
    }
}
