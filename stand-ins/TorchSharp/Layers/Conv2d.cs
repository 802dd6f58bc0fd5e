using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>A convolution of images (N, C, H, W), padded with zeros.</summary>
    public sealed class Conv2d : Convolution
    {
        internal Conv2d(
            long inChannels, long outChannels, long[] kernelSize, long[] stride, long[] padding, long[] dilation,
            long groups, bool bias,
            Device device, ScalarType? dtype)
            : base(
                nameof(Conv2d), inChannels, outChannels, kernelSize, stride, padding, dilation, groups, bias, device,
                dtype) { }

        public override Tensor forward(Tensor input) =>
            nn.functional.conv2d(input, weight, bias, stride, padding, dilation, groups);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.Conv2d Conv2d(
                long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0,
                long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device device = null,
                ScalarType? dtype = null)
            {
                if (padding_mode != PaddingModes.Zeros)
                    throw new System.NotSupportedException($"Conv2d: padding mode {padding_mode}.");
                return new(
                    in_channels, out_channels, [kernel_size, kernel_size], [stride, stride], [padding, padding],
                    [dilation, dilation],
                    groups, bias, device, dtype);
            }
        }
    }
}
