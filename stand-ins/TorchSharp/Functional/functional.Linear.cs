using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            public static Tensor linear(Tensor input, Tensor weights, Tensor bias = null) =>
                Aten.Call("linear", input, weights, bias);

            public static Tensor conv1d(
                Tensor input, Tensor weight, Tensor bias = null, long? stride = null, long? padding = null,
                long? dilation = null,
                long groups = 1) =>
                Aten.Call(
                    "conv1d", input, weight, bias, (long[])[stride ?? 1], (long[])[padding ?? 0],
                    (long[])[dilation ?? 1], groups);

            public static Tensor conv2d(
                Tensor input, Tensor weight, Tensor bias = null, long[] strides = null, long[] padding = null,
                long[] dilation = null,
                long groups = 1) =>
                Aten.Call(
                    "conv2d", input, weight, bias, strides ?? ones2, padding ?? zeros2, dilation ?? ones2, groups);

            public static Tensor conv_transpose1d(
                Tensor input, Tensor weight, Tensor bias = null, long? stride = null, long? padding = null,
                long? output_padding = null,
                long? dilation = null, long groups = 1) =>
                Aten.Call(
                    "conv_transpose1d", input, weight, bias, (long[])[stride ?? 1], (long[])[padding ?? 0],
                    (long[])[output_padding ?? 0],
                    groups, (long[])[dilation ?? 1]);

            public static Tensor conv_transpose2d(
                Tensor input, Tensor weight, Tensor bias = null, long[] strides = null, long[] padding = null,
                long[] output_padding = null,
                long[] dilation = null, long groups = 1) =>
                Aten.Call(
                    "conv_transpose2d.input", input, weight, bias, strides ?? ones2, padding ?? zeros2,
                    output_padding ?? zeros2, groups,
                    dilation ?? ones2);

            public static Tensor one_hot(Tensor x, long num_classes = -1) => Aten.Call("one_hot", x, num_classes);

            static readonly long[] ones2 = [1, 1];
            static readonly long[] zeros2 = [0, 0];
        }
    }
}
