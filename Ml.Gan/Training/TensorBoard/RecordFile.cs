using System.Buffers.Binary;
using System.Numerics;

namespace Ml.Gan.Training.TensorBoard;

/// <summary>
/// TFRecord framing: for each record its length (8 bytes), the length's checksum (4), the bytes, their checksum (4),
/// all little-endian. Checksums are CRC-32C, masked: rotated by 15 bits to the right, plus a constant.
/// </summary>
internal static class RecordFile
{
    private const uint MaskDelta = 0xa282ead8;

    private const int HeaderSize = 12;

    private const int FooterSize = 4;

    /// <summary>A record with its frame.</summary>
    public static byte[] Frame(ReadOnlySpan<byte> record)
    {
        byte[] framed = new byte[HeaderSize + record.Length + FooterSize];
        BinaryPrimitives.WriteUInt64LittleEndian(framed, (ulong)record.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(framed.AsSpan(8), Checksum(framed.AsSpan(0, 8)));
        record.CopyTo(framed.AsSpan(HeaderSize));
        BinaryPrimitives.WriteUInt32LittleEndian(framed.AsSpan(HeaderSize + record.Length), Checksum(record));
        return framed;
    }

    /// <summary>
    /// The whole records of a file, each with the place where it ends; what follows the last whole one, as a process
    /// leaves it that ended suddenly, is left out.
    /// </summary>
    public static IEnumerable<(byte[] Record, long End)> Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] header = new byte[HeaderSize];
        while (stream.ReadAtLeast(header, HeaderSize, throwOnEndOfStream: false) == HeaderSize)
        {
            ulong length = BinaryPrimitives.ReadUInt64LittleEndian(header);
            bool isWhole = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(8)) == Checksum(header.AsSpan(0, 8))
                && length <= (ulong)(stream.Length - stream.Position);
            byte[] framed = new byte[isWhole ? (int)length + FooterSize : 0];
            if (!isWhole || stream.ReadAtLeast(framed, framed.Length, throwOnEndOfStream: false) < framed.Length)
                yield break;
            byte[] record = framed[..^FooterSize];
            if (BinaryPrimitives.ReadUInt32LittleEndian(framed.AsSpan(record.Length)) != Checksum(record))
                yield break;
            yield return (record, stream.Position);
        }
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (byte value in bytes)
            crc = BitOperations.Crc32C(crc, value);
        return BitOperations.RotateRight(~crc, 15) + MaskDelta;
    }
}
