using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace Ml.Gan.Onnx;

/// <summary>Encoder of PNG images (ISO/IEC 15948) of 8 bits a channel, gray or RGB, still or animated.</summary>
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
        Require(pixels.Length, width, height, channels);
        using var png = new MemoryStream();
        png.Write(Signature);
        WriteChunk(png, "IHDR"u8, Header(width, height, channels));
        WriteChunk(png, "IDAT"u8, Compress(pixels, width, channels));
        WriteChunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    /// <summary>Encodes an animation that repeats without end (APNG, of PNG's third edition).</summary>
    /// <param name="frames">
    /// One picture or more, each of height·width·channels bytes, (H, W, C). What knows no animations shows the first.
    /// </param>
    /// <param name="width">Width in pixels, 1 or more.</param>
    /// <param name="height">Height in pixels, 1 or more.</param>
    /// <param name="channels">1 for gray, 3 for RGB.</param>
    /// <param name="delay">Milliseconds that each picture is shown, 1 to 65535. Default 50.</param>
    /// <returns>The bytes of a .png file; the same pixels give the same bytes.</returns>
    /// <exception cref="ArgumentException">
    /// The sizes do not fit each other, or there are neither 1 nor 3 channels, or no pictures.
    /// </exception>
    public static byte[] EncodeAnimation(
        IReadOnlyList<ReadOnlyMemory<byte>> frames, int width, int height, int channels, int delay = 50)
    {
        ArgumentNullException.ThrowIfNull(frames);
        ArgumentOutOfRangeException.ThrowIfZero(frames.Count, nameof(frames));
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(delay, ushort.MaxValue);
        foreach (var frame in frames)
            Require(frame.Length, width, height, channels);
        using var png = new MemoryStream();
        png.Write(Signature);
        WriteChunk(png, "IHDR"u8, Header(width, height, channels));
        WriteChunk(png, "acTL"u8, BigEndian(frames.Count, 0));
        int sequence = 0;
        for (int i = 0; i < frames.Count; i++)
        {
            WriteChunk(png, "fcTL"u8, FrameControl(sequence++, width, height, (ushort)delay));
            byte[] data = Compress(frames[i].Span, width, channels);
            if (i == 0)
                WriteChunk(png, "IDAT"u8, data);
            else
                WriteChunk(png, "fdAT"u8, [.. BigEndian(sequence++), .. data]);
        }

        WriteChunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    private static void Require(long length, int width, int height, int channels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (channels is not (1 or 3))
        {
            throw new ArgumentOutOfRangeException(
                nameof(channels), channels,
                $"A PNG image is written with 1 channel (gray) or 3 (RGB), not {channels}.");
        }

        if (length != (long)width * height * channels)
            throw new ArgumentException(
                $"An image of {width}×{height} with {channels} channels has {(long)width * height * channels} bytes; "
                + $"got {length}.",
                nameof(length));
    }

    /// <summary>A whole picture at the top left that replaces the one before.</summary>
    private static byte[] FrameControl(int sequence, int width, int height, ushort delay)
    {
        const ushort second = 1000;
        const byte keep = 0, replace = 0;
        byte[] times = new byte[4];
        BinaryPrimitives.WriteUInt16BigEndian(times, delay);
        BinaryPrimitives.WriteUInt16BigEndian(times.AsSpan(2), second);
        return [.. BigEndian(sequence, width, height, 0, 0), .. times, keep, replace];
    }

    private static byte[] BigEndian(params ReadOnlySpan<int> numbers)
    {
        byte[] bytes = new byte[4 * numbers.Length];
        for (int i = 0; i < numbers.Length; i++)
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4 * i), numbers[i]);
        return bytes;
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

    private static byte[] Compress(ReadOnlySpan<byte> pixels, int width, int channels)
    {
        byte[] filtered = PngFilter.Apply(pixels, width * channels, channels);
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(filtered);
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
