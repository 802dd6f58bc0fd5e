using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Ml.Gan.Native;

/// <summary>Moves numbers between tensors and managed arrays.</summary>
internal static class TensorValues
{
    /// <summary>The elements in row-major order, from whatever device.</summary>
    public static float[] ToFloats(this Tensor tensor)
    {
        using var scope = NewDisposeScope();
        var values = tensor.detach().cpu().contiguous();
        return MemoryMarshal.Cast<byte, float>(values.bytes).ToArray();
    }

    /// <summary>The memory of a contiguous float32 tensor on the CPU.</summary>
    public static Span<float> AsFloats(this Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);
}
