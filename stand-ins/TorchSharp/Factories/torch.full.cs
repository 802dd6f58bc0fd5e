using System;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor full(
        long[] size, Scalar value, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        string[] names = null) =>
        Finish(Aten.Call("full", size, value, dtype ?? DefaultOf(value), Arg.None, device), requires_grad, names);

    public static Tensor full(
        ReadOnlySpan<long> size, Scalar value, ScalarType? dtype = null, Device device = null,
        bool requires_grad = false, string[] names = null) =>
        full(size.ToArray(), value, dtype, device, requires_grad, names);

    public static Tensor full(
        long size, Scalar value, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        string[] names = null) =>
        full((long[])[size], value, dtype, device, requires_grad, names);

    public static Tensor full(
        long rows, long columns, Scalar value, ScalarType? dtype = null, Device device = null,
        bool requires_grad = false, string[] names = null) =>
        full((long[])[rows, columns], value, dtype, device, requires_grad, names);

    public static Tensor full(
        long dim0, long dim1, long dim2, Scalar value, ScalarType? dtype = null, Device device = null,
        bool requires_grad = false, string[] names = null) =>
        full((long[])[dim0, dim1, dim2], value, dtype, device, requires_grad, names);

    public static Tensor full(
        long dim0, long dim1, long dim2, long dim3, Scalar value, ScalarType? dtype = null, Device device = null,
        bool requires_grad = false, string[] names = null) =>
        full((long[])[dim0, dim1, dim2, dim3], value, dtype, device, requires_grad, names);

    public static Tensor full_like(
        Tensor input, Scalar value, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        string[] names = null) =>
        Finish(Aten.Call("full_like", input, value, dtype, Arg.None, device), requires_grad, names);

    /// <summary>The element type of a tensor filled with a value, where none is named: that of PyTorch.</summary>
    static ScalarType? DefaultOf(Scalar value) => value.Type is ScalarType.Bool or ScalarType.Int64 ? value.Type : null;
}
