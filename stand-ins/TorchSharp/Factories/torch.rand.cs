using System;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor rand(
        long[] size, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        Generator generator = null, string[] names = null) =>
        Finish(generator is null
            ? Aten.Call("rand", size, dtype, Arg.None, device)
            : Aten.Call("rand.generator", size, generator, dtype, Arg.None, device), requires_grad, names);

    public static Tensor rand(
        ReadOnlySpan<long> size, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        Generator generator = null, string[] names = null) =>
        rand(size.ToArray(), dtype, device, requires_grad, generator, names);

    public static Tensor rand(
        long size, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        Generator generator = null, string[] names = null) =>
        rand((long[])[size], dtype, device, requires_grad, generator, names);

    public static Tensor rand(
        long rows, long columns, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        Generator generator = null, string[] names = null) =>
        rand((long[])[rows, columns], dtype, device, requires_grad, generator, names);

    public static Tensor rand(
        long dim0, long dim1, long dim2, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        Generator generator = null, string[] names = null) =>
        rand((long[])[dim0, dim1, dim2], dtype, device, requires_grad, generator, names);

    public static Tensor rand(
        long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device device = null,
        bool requires_grad = false, Generator generator = null, string[] names = null) =>
        rand((long[])[dim0, dim1, dim2, dim3], dtype, device, requires_grad, generator, names);

    public static Tensor rand_like(
        Tensor input, ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
        Finish(Aten.Call("rand_like", input, dtype, Arg.None, device), requires_grad);
}
