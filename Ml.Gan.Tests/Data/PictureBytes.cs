using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace Ml.Gan.Tests.Data;

/// <summary>PNG, BMP, JPEG and GIF files written by hand.</summary>
internal static class PictureBytes
{
    /// <summary>Value of every channel of <see cref="Jpeg"/>.</summary>
    public const byte JpegValue = 228;

    /// <summary>A PNG of 8 or 16 bits a channel: 1 gray, 3 color, 4 color and alpha.</summary>
    public static byte[] Png(int width, int height, int channels, Func<int, int, byte[]> pixel, byte depth = 8)
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
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = depth;
        header[9] = (byte)(
            channels switch { 1 => 0, 3 => 2, 4 => 6, _ => throw new ArgumentOutOfRangeException(nameof(channels)) });
        return
        [
            0x89,
            .. "PNG\r\n\u001a\n"u8,
            .. Chunk("IHDR", header),
            .. Chunk("IDAT", rows.ToArray()),
            .. Chunk("IEND", []),
        ];
    }

    public static byte[] Gray(int width, int height, Func<int, int, byte> pixel) =>
        Png(width, height, 1, (x, y) => [pixel(x, y)]);

    /// <summary>A BMP of 24 bits a pixel, bottom row first, as usual.</summary>
    public static byte[] Bmp(int width, int height, Func<int, int, (byte Red, byte Green, byte Blue)> pixel)
    {
        const int Header = 54;
        int stride = (width * 3 + 3) / 4 * 4;
        byte[] file = new byte[Header + stride * height];
        "BM"u8.CopyTo(file);
        foreach ((int offset, int value) in ((int, int)[])
            [
                (2, file.Length), (10, Header), (14, 40), (18, width), (22, height), (26, 1 | (24 << 16)),
                (34, stride * height),
            ])
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(offset), value);
        for (int i = 0; i < width * height; i++)
        {
            (int x, int y) = (i % width, i / width);
            int offset = Header + (height - 1 - y) * stride + x * 3;
            (file[offset + 2], file[offset + 1], file[offset]) = pixel(x, y);
        }
        return file;
    }

    /// <summary>
    /// A JPEG of 64×64 pixels whose channels all have one value: of each the first block's mean is 100 above 128, the
    /// others' the same. Codes are 0 for "no difference" and "end of block", 10 and seven bits for a difference.
    /// </summary>
    public static byte[] Jpeg(int components, bool progressive = false)
    {
        const int Blocks = 64;
        byte[] ids = [.. Enumerable.Range(1, components).Select(id => (byte)id)];
        byte[] Scan(byte first, byte last, string bits)
        {
            bits = bits.PadRight((bits.Length + 7) / 8 * 8, '1');
            return [.. Segment(0xDA, [(byte)components, .. ids.SelectMany(id => (byte[])[id, 0]), first, last, 0]),
                .. bits.Chunk(8).Select(eight => Convert.ToByte(new string(eight), 2))];
        }
        string First(string end) => string.Concat(Enumerable.Repeat("10" + "1100100" + end, components));
        string Others(string end) => string.Concat(Enumerable.Repeat("0" + end, components * (Blocks - 1)));
        byte[] scans = progressive
            ? [.. Scan(0, 0, First("") + Others("")), .. Scan(1, 63, new string('0', Blocks))]
            : Scan(0, 63, First("0") + Others("0"));
        return
        [
            0xFF, 0xD8, .. Segment(0xDB, [0, .. Enumerable.Repeat((byte)8, 64)]),
            .. Segment((byte)(progressive ? 0xC2 : 0xC0),
                [8, 0, 64, 0, 64, (byte)components, .. ids.SelectMany(id => (byte[])[id, 0x11, 0])]),
            .. Segment(0xC4, [0x00, 1, 1, .. new byte[14], 0, 7]), .. Segment(0xC4, [0x10, 1, .. new byte[15], 0]),
            .. scans, 0xFF, 0xD9,
        ];
    }

    /// <summary>A GIF of gray values. Codes stay 9 bits long, as the table is cleared before it would grow.</summary>
    public static byte[] Gif(int width, int height, Func<int, int, byte> pixel)
    {
        const int Clear = 256, End = 257, Bits = 9, Run = 200;
        List<int> codes = [];
        for (int i = 0; i < width * height; i++)
        {
            if (i % Run == 0)
                codes.Add(Clear);
            codes.Add(pixel(i % width, i / width));
        }
        codes.Add(End);
        byte[] packed = new byte[(codes.Count * Bits + 7) / 8];
        for (int bit = 0; bit < codes.Count * Bits; bit++)
            packed[bit / 8] |= (byte)(((codes[bit / Bits] >> (bit % Bits)) & 1) << (bit % 8));
        byte[] size = [(byte)width, (byte)(width >> 8), (byte)height, (byte)(height >> 8)];
        return
        [
            .. "GIF89a"u8, .. size, 0xF7, 0, 0,
            .. Enumerable.Range(0, 256).SelectMany(gray => (byte[])[(byte)gray, (byte)gray, (byte)gray]),
            0x2C, 0, 0, 0, 0, .. size, 0, 8,
            .. packed.Chunk(255).SelectMany(block => (byte[])[(byte)block.Length, .. block]), 0, 0x3B,
        ];
    }

    /// <summary>EXIF with an orientation alone, in the order of bytes that is asked for.</summary>
    public static byte[] Exif(byte orientation, bool little) => little
        ? [.. "II*\0"u8, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0]
        : [.. "MM\0*"u8, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];

    /// <summary>A PNG, JPEG or WebP file with EXIF put in where its format has it.</summary>
    public static byte[] WithExif(byte[] file, byte[] exif)
    {
        if (file[0] == 0xFF)
            return [.. file[..2], .. Segment(0xE1, [.. "Exif\0\0"u8, .. exif]), .. file[2..]];
        if (file[0] == 0x89)
            return [.. file[..33], .. Chunk("eXIf", exif), .. file[33..]];
        using var bitmap = SkiaSharp.SKBitmap.Decode(file);
        var (right, bottom) = (bitmap.Width - 1, bitmap.Height - 1);
        byte[] size = [(byte)right, (byte)(right >> 8), 0, (byte)bottom, (byte)(bottom >> 8), 0];
        byte[] content =
        [
            .. "WEBP"u8, .. Riff("VP8X", [8, 0, 0, 0, .. size]), .. file[12..], .. Riff("EXIF", exif),
        ];
        return Riff("RIFF", content);
    }

    /// <summary>Puts the right checksum behind the changed header of a PNG.</summary>
    public static void RepairChecksum(byte[] png) =>
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(29), Crc32.HashToUInt32(png.AsSpan(12, 17)));

    private static byte[] Riff(string type, byte[] content)
    {
        byte[] length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, content.Length);
        return [.. System.Text.Encoding.ASCII.GetBytes(type), .. length, .. content, .. new byte[content.Length % 2]];
    }

    private static byte[] Segment(byte marker, byte[] content) =>
        [0xFF, marker, (byte)((content.Length + 2) / 256), (byte)(content.Length + 2), .. content];

    private static byte[] Chunk(string type, byte[] data)
    {
        byte[] chunk = new byte[12 + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        System.Text.Encoding.ASCII.GetBytes(type).CopyTo(chunk, 4);
        data.CopyTo(chunk, 8);
        BinaryPrimitives.WriteUInt32BigEndian(
            chunk.AsSpan(8 + data.Length), Crc32.HashToUInt32(chunk.AsSpan(4, 4 + data.Length)));
        return chunk;
    }
}
