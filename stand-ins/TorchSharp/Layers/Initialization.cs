using System;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

static class Initialization
{
    /// <summary>PyTorch's default: uniform within 1/sqrt(fan in), from the default generator.</summary>
    internal static Parameter Uniform(long[] shape, long fanIn, Device device, ScalarType? dtype)
    {
        double bound = fanIn > 0 ? 1 / Math.Sqrt(fanIn) : 0;
        Tensor data = empty(shape, dtype, device);
        using (no_grad()) data.uniform_(-bound, bound);
        return new Parameter(data);
    }
}
