using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Native;

/// <summary>Moves numbers between tensors and managed arrays.</summary>
internal static class TensorValues
{
    /// <summary>
    /// A float32 tensor on the CPU, in libtorch's own memory. A tensor that is made of an array lies where the array
    /// does, and how that is aligned decides in which order libtorch sums, so that results don't repeat.
    /// </summary>
    /// <param name="values">The elements in row-major order, which are copied.</param>
    /// <param name="shape">The shape.</param>
    public static Tensor Create(ReadOnlySpan<float> values, params long[] shape) =>
        Copy(values, torch.empty(shape, ScalarType.Float32, CPU));

    /// <summary>The same of float64 numbers.</summary>
    /// <inheritdoc cref="Create(ReadOnlySpan{float}, long[])"/>
    public static Tensor Create(ReadOnlySpan<double> values, params long[] shape) =>
        Copy(values, torch.empty(shape, ScalarType.Float64, CPU));

    /// <summary>The elements in row-major order, from whatever device.</summary>
    public static float[] ToFloats(this Tensor tensor)
    {
        using var scope = NewDisposeScope();
        var values = tensor.detach().cpu().contiguous();
        return MemoryMarshal.Cast<byte, float>(values.bytes).ToArray();
    }

    /// <summary>The memory of a contiguous float32 tensor on the CPU.</summary>
    public static Span<float> AsFloats(this Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);

    private static Tensor Copy<T>(ReadOnlySpan<T> values, Tensor tensor)
        where T : unmanaged
    {
        MemoryMarshal.AsBytes(values).CopyTo(tensor.bytes);
        return tensor;
    }
}
