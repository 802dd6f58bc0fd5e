using System;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor from_array(Array rawArray, Device device = null) => from_array(rawArray, null, device);

    public static unsafe Tensor from_array(
        Array rawArray, ScalarType? dtype, Device device = null, bool requires_grad = false, string[] names = null)
    {
        ScalarType type = ScalarTypeOf(rawArray.GetType().GetElementType());
        long[] shape = Enumerable.Range(0, rawArray.Rank).Select(rawArray.GetLongLength).ToArray();
        fixed (byte* data = &MemoryMarshal.GetArrayDataReference(rawArray))
            return Finish(
                Copied(data, rawArray.LongLength * SizeOf(type), shape, type), dtype, device, requires_grad, names);
    }

    static Tensor FromArray<T>(
        Array rawArray, ScalarType? dtype, Device device, bool requiresGrad, string[] names) where T : unmanaged =>
        from_array(rawArray, dtype, device, requiresGrad, names);

    static unsafe Tensor FromSpan<T>(
        ReadOnlySpan<T> items, ReadOnlySpan<long> shape, ScalarType? dtype, Device device, bool requiresGrad,
        string[] names = null)
        where T : unmanaged
    {
        fixed (T* data = items)
            return Finish(
                Copied(
                    data, (long)items.Length * Unsafe.SizeOf<T>(), shape, ScalarTypeOf(typeof(T))), dtype, device,
                    requiresGrad, names);
    }

    static unsafe Tensor Copied(void* data, long bytes, ReadOnlySpan<long> shape, ScalarType type)
    {
        fixed (long* sizes = shape) return new Tensor(
            Shim.Check(Shim.shim_from_bytes(data, bytes, sizes, shape.Length, (int)type)));
    }

    static Tensor Finish(Tensor tensor, ScalarType? dtype, Device device, bool requiresGrad, string[] names)
    {
        if (dtype is { } type && type != tensor.dtype) tensor = tensor.to_type(type, disposeAfter: true);
        if (device is not null && device.type != DeviceType.CPU) tensor = tensor.to(device, disposeAfter: true);
        return Finish(tensor, requiresGrad, names);
    }

    static Tensor Finish(Tensor tensor, bool requiresGrad, string[] names = null)
    {
        if (names is { Length: > 0 }) throw new NotSupportedException("Named dimensions are not supported.");
        return requiresGrad ? tensor.requires_grad_() : tensor;
    }
}
