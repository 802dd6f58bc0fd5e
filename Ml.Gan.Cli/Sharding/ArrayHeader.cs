using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Ml.Gan.Cli.Sharding;

/// <summary>What stands before the values of an array file.</summary>
internal static class ArrayHeader
{
    /// <summary>That of samples of a shape (C, H, W); height and width 1 and numbers of 4 bytes for vectors.</summary>
    public static byte[] Of(SampleFormat format, bool isImage, int count, IReadOnlyList<int> shape) =>
        format == SampleFormat.Idx ? Idx(count, shape[1], shape[2])
        : isImage ? Npy("|u1", count, shape[1], shape[2], shape[0])
        : Npy("<f4", count, shape[0]);

    /// <summary>
    /// Version 1.0 of NumPy's format: magic text, version, length, a dictionary filled up with spaces to a multiple of
    /// 64.
    /// </summary>
    private static byte[] Npy(string type, params int[] shape)
    {
        const int Alignment = 64, Preamble = 10;
        string sizes = string.Join(", ", shape.Select(size => size.ToString(CultureInfo.InvariantCulture)));
        string dictionary = $"{{'descr': '{type}', 'fortran_order': False, 'shape': ({sizes}), }}";
        int length = (Preamble + dictionary.Length + Alignment) / Alignment * Alignment - Preamble;
        byte[] header = new byte[Preamble + length];
        "NUMPY"u8.CopyTo(header.AsSpan(1));
        (header[0], header[6]) = (0x93, 1);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(8), (ushort)length);
        Encoding.ASCII.GetBytes(dictionary.PadRight(length - 1) + "\n", header.AsSpan(Preamble));
        return header;
    }

    /// <summary>Magic number 0x00000803 of bytes in three dimensions, and these, big-endian.</summary>
    private static byte[] Idx(int count, int height, int width)
    {
        byte[] header = new byte[16];
        BinaryPrimitives.WriteInt32BigEndian(header, 0x803);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), count);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(8), height);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(12), width);
        return header;
    }
}
