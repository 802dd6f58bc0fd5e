using System;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor zeros(
        long[] size, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        string[] names = null) =>
        Finish(Aten.Call("zeros", size, dtype, Arg.None, device), requires_grad, names);

    public static Tensor zeros(
        ReadOnlySpan<long> size, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        string[] names = null) =>
        zeros(size.ToArray(), dtype, device, requires_grad, names);

    public static Tensor zeros(
        long size, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        zeros((long[])[size], dtype, device, requires_grad, names);

    public static Tensor zeros(
        long rows, long columns, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        string[] names = null) =>
        zeros((long[])[rows, columns], dtype, device, requires_grad, names);

    public static Tensor zeros(
        long dim0, long dim1, long dim2, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        string[] names = null) =>
        zeros((long[])[dim0, dim1, dim2], dtype, device, requires_grad, names);

    public static Tensor zeros(
        long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device device = null,
        bool requires_grad = false, string[] names = null) =>
        zeros((long[])[dim0, dim1, dim2, dim3], dtype, device, requires_grad, names);

    public static Tensor zeros_like(
        Tensor input, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        string[] names = null) =>
        Finish(Aten.Call("zeros_like", input, dtype, Arg.None, device), requires_grad, names);
}
