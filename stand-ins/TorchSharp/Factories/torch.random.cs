using System;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor randint(
        long low, long high, long[] size, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        Generator generator = null, string[] names = null) =>
        Finish(generator is null
            ? Aten.Call("randint.low", low, high, size, dtype ?? ScalarType.Int64, Arg.None, device)
            : Aten.Call(
                "randint.low_generator", low, high, size, generator, dtype ?? ScalarType.Int64, Arg.None, device),
                requires_grad, names);

    public static Tensor randint(
        long high, long[] size, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        Generator generator = null, string[] names = null) =>
        randint(0, high, size, dtype, device, requires_grad, generator, names);

    public static Tensor randperm(
        long n, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        Generator generator = null) =>
        Finish(generator is null
            ? Aten.Call("randperm", n, dtype ?? ScalarType.Int64, Arg.None, device)
            : Aten.Call(
                "randperm.generator", n, generator, dtype ?? ScalarType.Int64, Arg.None, device), requires_grad);

    public static Tensor normal(
        double mean, double std, ReadOnlySpan<long> size, ScalarType? dtype = null, Device device = null,
        bool requires_grad = false,
        Generator generator = null, string[] names = null) =>
        Finish(
            Aten.Call("normal.float_float", mean, std, size.ToArray(), generator, dtype, Arg.None, device),
            requires_grad, names);

    public static Tensor normal(Tensor mean, Tensor std, Generator generator = null) =>
        Aten.Call("normal.Tensor_Tensor", mean, std, generator);

    public static Tensor bernoulli(Tensor input, Generator generator = null) => input.bernoulli(generator);

    public static Tensor multinomial(
        Tensor input, long num_samples, bool replacement = false, Generator generator = null) =>
        input.multinomial(num_samples, replacement, generator);
}
