using System.Buffers.Binary;
using Ml.Gan.Onnx;
using SkiaSharp;

namespace Ml.Gan.Data.Images;

/// <summary>
/// Orientation of stored pictures as EXIF has it (tag 0x0112, values 1 to 8): which corner of the upright picture the
/// first stored pixel is. SkiaSharp finds it in JPEG and WebP; in PNG it is in the chunk <c>eXIf</c>, which is read
/// here.
/// </summary>
internal static class ImageOrientation
{
    private const int ChunkFrame = 12;
    private const int MaxExif = 1 << 16;

    /// <summary>Orientation of the picture in a file; upright where the file says nothing of it or has none.</summary>
    /// <exception cref="IOException">The file can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static SKEncodedOrigin Of(string path)
    {
        if (RegularFile.Fault(path) is not null)
            return SKEncodedOrigin.TopLeft;
        using var file = File.OpenRead(path);
        using var codec = SKCodec.Create(file);
        if (codec is null)
            return SKEncodedOrigin.TopLeft;
        if (codec.EncodedFormat != SKEncodedImageFormat.Png)
            return codec.EncodedOrigin;
        using var content = File.OpenRead(path);
        return OfPng(content);
    }

    /// <summary>Orientation of the picture that a codec found in a file's bytes.</summary>
    public static SKEncodedOrigin Of(SKCodec codec, byte[] file) =>
        codec.EncodedFormat == SKEncodedImageFormat.Png ? OfPng(new MemoryStream(file)) : codec.EncodedOrigin;

    private static SKEncodedOrigin OfPng(Stream file)
    {
        Span<byte> head = stackalloc byte[8];
        for (long chunk = head.Length; chunk + ChunkFrame <= file.Length;)
        {
            file.Position = chunk;
            file.ReadExactly(head);
            uint length = BinaryPrimitives.ReadUInt32BigEndian(head);
            if (head[4..].SequenceEqual("eXIf"u8))
            {
                byte[] exif = new byte[Math.Min(length, MaxExif)];
                return OfExif(exif.AsSpan(0, file.ReadAtLeast(exif, exif.Length, throwOnEndOfStream: false)));
            }
            chunk += ChunkFrame + length;
        }
        return SKEncodedOrigin.TopLeft;
    }

    /// <summary>Orientation in the first directory of a TIFF structure; upright where there is none.</summary>
    private static SKEncodedOrigin OfExif(ReadOnlySpan<byte> exif)
    {
        const int EntrySize = 12, OrientationTag = 0x0112, ShortType = 3;
        if (exif.Length < 8 || !(exif.StartsWith("II*\0"u8) || exif.StartsWith("MM\0*"u8)))
            return SKEncodedOrigin.TopLeft;
        bool little = exif[0] == 'I';
        uint directory = little
            ? BinaryPrimitives.ReadUInt32LittleEndian(exif[4..])
            : BinaryPrimitives.ReadUInt32BigEndian(exif[4..]);
        if (directory > exif.Length - 2)
            return SKEncodedOrigin.TopLeft;
        var entries = exif[((int)directory + 2)..];
        int count = Math.Min(Short(exif[(int)directory..]), entries.Length / EntrySize);
        for (int i = 0; i < count; i++)
        {
            var entry = entries.Slice(i * EntrySize, EntrySize);
            if (Short(entry) == OrientationTag && Short(entry[2..]) == ShortType && Short(entry[8..]) is >= 1 and <= 8)
                return (SKEncodedOrigin)Short(entry[8..]);
        }
        return SKEncodedOrigin.TopLeft;

        ushort Short(ReadOnlySpan<byte> bytes) => little
            ? BinaryPrimitives.ReadUInt16LittleEndian(bytes)
            : BinaryPrimitives.ReadUInt16BigEndian(bytes);
    }
}
