using System.Buffers.Binary;
using System.IO.Compression;

namespace Ml.Gan.Tests.Data;

/// <summary>PNG and BMP files written by hand, pixel by pixel.</summary>
internal static class PictureBytes
{
    /// <summary>A PNG of 8 bits a channel: 1 grey, 3 colour, 4 colour and alpha.</summary>
    public static byte[] Png(int width, int height, int channels, Func<int, int, byte[]> pixel)
    {
        using var rows = new MemoryStream();
        using (var zlib = new ZLibStream(rows, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (int y = 0; y < height; y++)
            {
                zlib.WriteByte(0);
                for (int x = 0; x < width; x++)
                    zlib.Write(pixel(x, y));
            }
        }
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        header[9] = (byte)(channels switch { 1 => 0, 3 => 2, 4 => 6, _ => throw new ArgumentOutOfRangeException(nameof(channels)) });
        return [0x89, .. "PNG\r\n\u001a\n"u8, .. Chunk("IHDR", header), .. Chunk("IDAT", rows.ToArray()), .. Chunk("IEND", [])];
    }

    public static byte[] Grey(int width, int height, Func<int, int, byte> pixel) =>
        Png(width, height, 1, (x, y) => [pixel(x, y)]);

    /// <summary>A BMP of 24 bits a pixel, bottom row first, as usual.</summary>
    public static byte[] Bmp(int width, int height, Func<int, int, (byte Red, byte Green, byte Blue)> pixel)
    {
        const int Header = 54;
        int stride = (width * 3 + 3) / 4 * 4;
        var file = new byte[Header + stride * height];
        "BM"u8.CopyTo(file);
        foreach ((int offset, int value) in ((int, int)[])
            [(2, file.Length), (10, Header), (14, 40), (18, width), (22, height), (26, 1 | (24 << 16)), (34, stride * height)])
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(offset), value);
        for (int i = 0; i < width * height; i++)
        {
            (int x, int y) = (i % width, i / width);
            int offset = Header + (height - 1 - y) * stride + x * 3;
            (file[offset + 2], file[offset + 1], file[offset]) = pixel(x, y);
        }
        return file;
    }

    private static byte[] Chunk(string type, byte[] data)
    {
        var chunk = new byte[12 + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        System.Text.Encoding.ASCII.GetBytes(type).CopyTo(chunk, 4);
        data.CopyTo(chunk, 8);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + data.Length), Crc(chunk.AsSpan(4, 4 + data.Length)));
        return chunk;
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : 0xEDB88320 ^ (crc >> 1);
        }
        return ~crc;
    }
}
