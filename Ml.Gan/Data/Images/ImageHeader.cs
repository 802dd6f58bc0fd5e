using System.Buffers.Binary;

namespace Ml.Gan.Data;

/// <summary>
/// What a PNG, JPEG or BMP file says about itself, and whether it is there to its end. Decoders are lenient with a truncated file
/// and give a picture whose lower part is empty; training data should not contain such.
/// </summary>
internal static class ImageHeader
{
    private const long MaxPixels = 1 << 27;

    private static ReadOnlySpan<byte> PngSignature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Why the file can't be decoded whole, as the end of a sentence about it; null where nothing is wrong.</summary>
    public static string? FindFault(ReadOnlySpan<byte> file)
    {
        if (file.IsEmpty)
            return "is empty";
        (long Width, long Height)? size;
        if (file.StartsWith(PngSignature))
            size = ReadPng(file);
        else if (file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
            size = ReadJpeg(file);
        else if (file.StartsWith("BM"u8))
            size = ReadBmp(file);
        else
            return "is no PNG, JPEG or BMP file";

        if (size is not (long width, long height))
            return "is truncated or damaged";
        return width < 1 || height < 1 ? "has no pixels"
            : width * height > MaxPixels ? $"has {width}x{height} pixels; at most {MaxPixels} in all are read"
            : null;
    }

    /// <summary>Follows the chunks to IEND.</summary>
    private static (long, long)? ReadPng(ReadOnlySpan<byte> file)
    {
        const int AroundData = 12;
        ReadOnlySpan<byte> rest = file[PngSignature.Length..];
        if (rest.Length < 25 || !rest[4..].StartsWith("IHDR"u8))
            return null;
        (long, long) size = (BinaryPrimitives.ReadUInt32BigEndian(rest[8..]), BinaryPrimitives.ReadUInt32BigEndian(rest[12..]));
        while (rest.Length >= AroundData)
        {
            long length = BinaryPrimitives.ReadUInt32BigEndian(rest) + AroundData;
            if (length > rest.Length)
                return null;
            if (rest[4..].StartsWith("IEND"u8))
                return size;
            rest = rest[(int)length..];
        }
        return null;
    }

    /// <summary>Follows the markers to EOI, through the scans; a thumbnail's own EOI lies within a segment that is stepped over.</summary>
    private static (long, long)? ReadJpeg(ReadOnlySpan<byte> file)
    {
        (long, long)? size = null;
        ReadOnlySpan<byte> rest = file[2..];
        while (true)
        {
            int marker = rest.IndexOf((byte)0xFF);
            if (marker < 0 || marker + 1 >= rest.Length)
                return null;
            byte code = rest[marker + 1];
            rest = rest[(marker + (code == 0xFF ? 1 : 2))..];
            if (code == 0xD9)
                return size;
            if (code is 0x00 or 0x01 or 0xFF or (>= 0xD0 and <= 0xD7))
                continue;
            if (rest.Length < 2 || BinaryPrimitives.ReadUInt16BigEndian(rest) is var length && length > rest.Length)
                return null;
            if (code is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC) && length >= 8)
                size = (BinaryPrimitives.ReadUInt16BigEndian(rest[5..]), BinaryPrimitives.ReadUInt16BigEndian(rest[3..]));
            rest = rest[length..];
        }
    }

    /// <summary>Compares the pixels' place and size with the length of the file; compressed ones are left to the decoder.</summary>
    private static (long, long)? ReadBmp(ReadOnlySpan<byte> file)
    {
        if (file.Length < 26)
            return null;
        uint start = BinaryPrimitives.ReadUInt32LittleEndian(file[10..]);
        if (BinaryPrimitives.ReadUInt32LittleEndian(file[14..]) < 40 || file.Length < 54)
            return (BinaryPrimitives.ReadUInt16LittleEndian(file[18..]), BinaryPrimitives.ReadUInt16LittleEndian(file[20..]));
        long width = BinaryPrimitives.ReadInt32LittleEndian(file[18..]);
        long height = Math.Abs((long)BinaryPrimitives.ReadInt32LittleEndian(file[22..]));
        int bits = BinaryPrimitives.ReadUInt16LittleEndian(file[28..]);
        bool compressed = BinaryPrimitives.ReadUInt32LittleEndian(file[30..]) is not (0 or 3);
        long rowBytes = (width * bits + 31) / 32 * 4;
        return compressed || start + rowBytes * height <= file.Length ? (width, height) : null;
    }
}
