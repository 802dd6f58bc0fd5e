using System.Numerics;

namespace Ml.Gan.Onnx;

/// <summary>
/// Filter of a PNG's rows (ISO/IEC 15948, 9): each is written as it is, or as differences to its left or upper
/// neighbors, by whichever has the least sum of absolute values, which the standard recommends (12.7).
/// </summary>
internal static class PngFilter
{
    private const byte None = 0, Sub = 1, Up = 2;

    /// <summary>The rows, each behind the number of its filter.</summary>
    internal static byte[] Apply(ReadOnlySpan<byte> pixels, int rowBytes, int channels)
    {
        byte[] filtered = new byte[pixels.Length + (pixels.Length / rowBytes)];
        byte[] zeros = new byte[rowBytes];
        byte[] left = new byte[rowBytes], up = new byte[rowBytes];
        var above = (ReadOnlySpan<byte>)zeros;
        var rest = filtered.AsSpan();
        for (int start = 0; start < pixels.Length; start += rowBytes)
        {
            var row = pixels.Slice(start, rowBytes);
            row[..channels].CopyTo(left);
            Subtract(row[channels..], row[..^channels], left.AsSpan(channels));
            Subtract(row, above, up);
            long asIs = Sum(row), fromLeft = Sum(left), fromAbove = Sum(up);
            byte filter = asIs <= Math.Min(fromLeft, fromAbove) ? None : fromAbove <= fromLeft ? Up : Sub;
            rest[0] = filter;
            (filter switch { None => row, Up => up, _ => left }).CopyTo(rest[1..]);
            rest = rest[(1 + rowBytes)..];
            above = row;
        }

        return filtered;
    }

    /// <summary>Differences modulo 256.</summary>
    private static void Subtract(ReadOnlySpan<byte> from, ReadOnlySpan<byte> other, Span<byte> result)
    {
        int done = 0;
        for (; done <= from.Length - Vector<byte>.Count; done += Vector<byte>.Count)
            (new Vector<byte>(from[done..]) - new Vector<byte>(other[done..])).CopyTo(result[done..]);
        for (; done < from.Length; done++)
            result[done] = (byte)(from[done] - other[done]);
    }

    /// <summary>Sum of the absolute values of bytes as signed numbers.</summary>
    private static long Sum(ReadOnlySpan<byte> bytes)
    {
        long sum = 0;
        int done = 0;
        for (; done <= bytes.Length - Vector<byte>.Count; done += Vector<byte>.Count)
        {
            var values = new Vector<byte>(bytes[done..]);
            Vector.Widen(Vector.Min(values, -values), out var low, out var high);
            sum += Vector.Sum(low + high);
        }

        for (; done < bytes.Length; done++)
            sum += Math.Abs((int)(sbyte)bytes[done]);
        return sum;
    }
}
