using System.Runtime.InteropServices;
using Ml.Gan.Onnx.Protobuf;

namespace Ml.Gan.Onnx.Loading.Sizes;

/// <summary>
/// Numbers of a tensor in a file: how many it claims and holds, and what they are where they are few.
/// </summary>
internal static class TensorNumbers
{
    private static readonly int[] s_integers = [2, 3, 4, 5, 6, 7, 9, 12, 13];

    /// <summary>The product of the dimensions; NaN where one is negative.</summary>
    internal static double Claimed(IEnumerable<long> dims) =>
        dims.Aggregate(1d, (product, dim) => dim < 0 ? double.NaN : product * dim);

    /// <summary>The most numbers that there are data for; types of less than a byte have two in each.</summary>
    internal static double MostHeld(TensorProto tensor) => tensor.HasRawData
        ? Math.Floor(tensor.RawData.Length / BytesEach(tensor.DataType))
        : new[]
        {
            tensor.FloatData.Count, tensor.Int32Data.Count * 8d, tensor.Int64Data.Count, tensor.DoubleData.Count,
            tensor.Uint64Data.Count, tensor.StringData.Count,
        }.Max();

    internal static bool IsInteger(int type) => s_integers.Contains(type);

    /// <summary>The numbers, where they are at most so many and of a usual type; else null.</summary>
    internal static double[]? Read(TensorProto tensor, int most)
    {
        if (!(Claimed(tensor.Dims) <= most) || MostHeld(tensor) > 8 * most)
            return null;
        double[]? numbers = tensor.HasRawData ? FromRaw(tensor.DataType, tensor.RawData.ToByteArray())
            : tensor.DataType switch
            {
                1 => [.. tensor.FloatData.Select(x => (double)x)],
                2 or 3 or 4 or 5 or 6 or 9 => [.. tensor.Int32Data.Select(x => (double)x)],
                7 => [.. tensor.Int64Data.Select(x => (double)x)],
                11 => [.. tensor.DoubleData],
                12 or 13 => [.. tensor.Uint64Data.Select(x => (double)x)],
                _ => null,
            };
        return numbers?.Length == Claimed(tensor.Dims) ? numbers : null;
    }

    private static double[]? FromRaw(int type, byte[] raw) => type switch
    {
        1 => Cast<float>(raw, x => x),
        2 or 9 => Cast<byte>(raw, x => x),
        3 => Cast<sbyte>(raw, x => x),
        4 => Cast<ushort>(raw, x => x),
        5 => Cast<short>(raw, x => x),
        6 => Cast<int>(raw, x => x),
        7 => Cast<long>(raw, x => x),
        10 => Cast<Half>(raw, x => (double)x),
        11 => Cast<double>(raw, x => x),
        12 => Cast<uint>(raw, x => x),
        13 => Cast<ulong>(raw, x => x),
        _ => null,
    };

    private static double[] Cast<T>(byte[] raw, Func<T, double> number)
        where T : unmanaged => [.. MemoryMarshal.Cast<byte, T>(raw).ToArray().Select(number)];

    private static double BytesEach(int type) => type switch
    {
        1 or 6 or 12 => 4,
        4 or 5 or 10 or 16 => 2,
        7 or 11 or 13 or 14 => 8,
        15 => 16,
        21 or 22 or 23 => 0.5,
        25 or 26 => 0.25,
        _ => 1,
    };
}
