using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace Ml.Gan.Onnx;

/// <summary>Encoder of PNG images (ISO/IEC 15948) of 8 bits a channel, gray or RGB.</summary>
/// <remarks>Hand-written, so that an app that only samples carries no library for images.</remarks>
public static class PngEncoder
{
    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Encodes one image.</summary>
    /// <param name="pixels">height·width·channels bytes, (H, W, C).</param>
    /// <param name="width">Width in pixels, 1 or more.</param>
    /// <param name="height">Height in pixels, 1 or more.</param>
    /// <param name="channels">1 for gray, 3 for RGB.</param>
    /// <returns>The bytes of a .png file; the same pixels give the same bytes.</returns>
    /// <exception cref="ArgumentException">
    /// The sizes do not fit each other, or there are neither 1 nor 3 channels.
    /// </exception>
    public static byte[] Encode(ReadOnlySpan<byte> pixels, int width, int height, int channels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (channels is not (1 or 3))
        {
            throw new ArgumentOutOfRangeException(
                nameof(channels), channels,
                $"A PNG image is written with 1 channel (gray) or 3 (RGB), not {channels}.");
        }

        if (pixels.Length != (long)width * height * channels)
            throw new ArgumentException(
                $"An image of {width}×{height} with {channels} channels has {(long)width * height * channels} bytes; "
                + $"got {pixels.Length}.",
                nameof(pixels));

        using var png = new MemoryStream();
        png.Write(Signature);
        WriteChunk(png, "IHDR"u8, Header(width, height, channels));
        WriteChunk(png, "IDAT"u8, Compress(pixels, width * channels));
        WriteChunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    private static byte[] Header(int width, int height, int channels)
    {
        const byte bitDepth = 8, gray = 0, rgb = 2;
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = bitDepth;
        header[9] = channels == 1 ? gray : rgb;
        return header;
    }

    private static byte[] Compress(ReadOnlySpan<byte> pixels, int rowBytes)
    {
        const byte noFilter = 0;
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (int start = 0; start < pixels.Length; start += rowBytes)
            {
                zlib.WriteByte(noFilter);
                zlib.Write(pixels.Slice(start, rowBytes));
            }
        }

        return compressed.ToArray();
    }

    private static void WriteChunk(MemoryStream png, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        png.Write(type);
        png.Write(data);
        var checksum = new Crc32();
        checksum.Append(type);
        checksum.Append(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, checksum.GetCurrentHashAsUInt32());
        png.Write(number);
    }
}
