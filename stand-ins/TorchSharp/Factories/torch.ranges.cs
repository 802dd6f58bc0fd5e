using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor arange(
        Scalar stop, ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
        Finish(Aten.Call("arange", stop, dtype, Arg.None, device), requires_grad);

    public static Tensor arange(
        Scalar start, Scalar stop, ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
        Finish(Aten.Call("arange.start", start, stop, dtype, Arg.None, device), requires_grad);

    public static Tensor arange(
        Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device device = null,
        bool requires_grad = false) =>
        Finish(Aten.Call("arange.start_step", start, stop, step, dtype, Arg.None, device), requires_grad);

    public static Tensor linspace(
        double start, double end, long steps, ScalarType? dtype = null, Device device = null,
        bool requires_grad = false) =>
        Finish(Aten.Call("linspace", start, end, steps, dtype, Arg.None, device), requires_grad);

    public static Tensor eye(
        long rows, long columns = -1, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        string[] names = null) =>
        Finish(Aten.Call("eye.m", rows, columns < 0 ? rows : columns, dtype, Arg.None, device), requires_grad, names);
}
