using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            public static Tensor relu(Tensor x, bool inplace = false) => inplace ? x.relu_().alias() : x.relu();
            public static Tensor relu6(Tensor x, bool inplace = false) => inplace ? x.relu6_().alias() : x.relu6();
            public static Tensor leaky_relu(Tensor input, double negative_slope = 0.01, bool inplace = false) =>
                inplace ? input.leaky_relu_(negative_slope).alias() : input.leaky_relu(negative_slope);
            public static Tensor elu(Tensor x, double alpha, bool inplace = false)
            {
                if (!inplace) return x.elu(alpha);
                Aten.Do("elu_", x, alpha);
                return x.alias();
            }
            public static Tensor selu(Tensor x, bool inplace = false) => inplace ? x.selu_().alias() : x.selu();
            public static Tensor gelu(Tensor x) => x.gelu();
            public static Tensor silu(Tensor x, bool inplace = false) => inplace ? x.silu_().alias() : x.silu();
            public static Tensor mish(Tensor x, bool inplace = false)
            {
                if (!inplace) return Aten.Call("mish", x);
                Aten.Do("mish_", x);
                return x.alias();
            }
            public static Tensor tanh(Tensor x, bool inplace = false) => inplace ? x.tanh_().alias() : x.tanh();
            public static Tensor sigmoid(Tensor x) => x.sigmoid();
            public static Tensor softplus(Tensor x, double beta = 1, double threshold = 20) =>
                x.softplus(beta, threshold);
            public static Tensor logsigmoid(Tensor x) => x.log_sigmoid();
            public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => input.softmax(dim, dtype);
            public static Tensor log_softmax(Tensor x, long dim) => x.log_softmax(dim);

            /// <summary>Drops elements by the default generator's numbers: the official function takes no generator.</summary>
            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false)
            {
                if (!inplace) return Aten.Call("dropout", input, p, training);
                Aten.Do("dropout_", input, p, training);
                return input.alias();
            }
        }
    }
}
