using System;
using TorchSharp.Interop;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>A number or a truth value of its own element type.</summary>
public sealed class Scalar : IDisposable
{
    internal readonly Kind Kind;
    internal readonly long Bits;

    internal Scalar(Kind kind, long bits, ScalarType? type = null)
    {
        Kind = kind;
        Bits = bits;
        Type = type ?? kind switch
        {
            Kind.Int => ScalarType.Int64,
            Kind.Bool => ScalarType.Bool,
            _ => ScalarType.Float64,
        };
    }

    public ScalarType Type { get; }

    internal double AsDouble => Kind == Kind.Double ? BitConverter.Int64BitsToDouble(Bits) : Bits;

    internal long AsLong => Kind == Kind.Double ? (long)BitConverter.Int64BitsToDouble(Bits) : Bits;

    public void Dispose() { }

    public static implicit operator Scalar(bool value) => new(Kind.Bool, value ? 1 : 0);
    public static implicit operator Scalar(byte value) => new(Kind.Int, value);
    public static implicit operator Scalar(sbyte value) => new(Kind.Int, value);
    public static implicit operator Scalar(short value) => new(Kind.Int, value);
    public static implicit operator Scalar(int value) => new(Kind.Int, value);
    public static implicit operator Scalar(long value) => new(Kind.Int, value);
    public static implicit operator Scalar(Half value) =>
        new(Kind.Double, BitConverter.DoubleToInt64Bits((double)value));
    public static implicit operator Scalar(float value) => new(Kind.Double, BitConverter.DoubleToInt64Bits(value));
    public static implicit operator Scalar(double value) => new(Kind.Double, BitConverter.DoubleToInt64Bits(value));
}

public static class ScalarExtensionMethods
{
    public static Scalar ToScalar(this bool value) => value;
    public static Scalar ToScalar(this byte value) => value;
    public static Scalar ToScalar(this int value) => value;
    public static Scalar ToScalar(this long value) => value;
    public static Scalar ToScalar(this float value) => value;
    public static Scalar ToScalar(this double value) => value;

    public static float ToSingle(this Scalar value) => (float)value.AsDouble;
    public static double ToDouble(this Scalar value) => value.AsDouble;
    public static sbyte ToSByte(this Scalar value) => (sbyte)value.AsLong;
    public static byte ToByte(this Scalar value) => (byte)value.AsLong;
    public static short ToInt16(this Scalar value) => (short)value.AsLong;
    public static int ToInt32(this Scalar value) => (int)value.AsLong;
    public static long ToInt64(this Scalar value) => value.AsLong;
    public static bool ToBoolean(this Scalar value) => value.AsDouble != 0;
}
