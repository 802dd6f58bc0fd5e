using System;
using System.Collections.Generic;
using System.Linq;
using static TorchSharp.torch;

namespace TorchSharp.Interop;

/// <summary>An argument of an operator, converted from what TorchSharp's API takes; null becomes None.</summary>
internal readonly struct Arg
{
    internal readonly object Reference;
    internal readonly long Bits;
    internal readonly Kind Kind;

    Arg(Kind kind, long bits = 0, object reference = null) => (Kind, Bits, Reference) = (kind, bits, reference);

    internal static Arg None => default;

    /// <summary>The default that the operator's schema gives.</summary>
    internal static Arg Default => new(Kind.Default);

    public static implicit operator Arg(bool value) => new(Kind.Bool, value ? 1 : 0);
    public static implicit operator Arg(long value) => new(Kind.Int, value);
    public static implicit operator Arg(double value) => new(Kind.Double, BitConverter.DoubleToInt64Bits(value));
    public static implicit operator Arg(long? value) => value is { } v ? v : None;
    public static implicit operator Arg(double? value) => value is { } v ? v : None;
    public static implicit operator Arg(ScalarType value) => new(Kind.Int, (long)value);
    public static implicit operator Arg(ScalarType? value) => value is { } v ? v : None;
    public static implicit operator Arg(Scalar value) => value is null ? None : new(value.Kind, value.Bits);
    public static implicit operator Arg(Tensor value) => value is null ? None : new(Kind.Tensor, 0, value);
    public static implicit operator Arg(long[] value) => value is null ? None : new(Kind.Ints, 0, value);
    public static implicit operator Arg(double[] value) => value is null ? None : new(Kind.Doubles, 0, value);
    public static implicit operator Arg(Tensor[] value) => new(Kind.Tensors, 0, value);
    public static implicit operator Arg(List<Tensor> value) => new(Kind.Tensors, 0, value.ToArray());
    public static implicit operator Arg(string value) => value is null ? None : new(Kind.String, 0, value);
    public static implicit operator Arg(Generator value) => value is null ? None : new(Kind.Generator, 0, value);
    public static implicit operator Arg(Device value) => value is null ? None : new(Kind.Device, 0, value);
}
