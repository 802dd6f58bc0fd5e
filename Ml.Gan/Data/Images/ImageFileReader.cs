using Ml.Gan.Onnx;

namespace Ml.Gan.Data.Images;

/// <summary>Reads image files whole, and only what may be one: no devices, nothing of another format.</summary>
internal static class ImageFileReader
{
    private const int MaxMegabytes = 256;

    /// <summary>The picture of a file, or why it gives none.</summary>
    public static DecodedImage Decode(string path)
    {
        var (content, fault) = Read(path);
        return content is null ? DecodedImage.None(fault!) : ImageDecoder.Decode(content);
    }

    /// <summary>The bytes of a file, or why it isn't read, as the end of a sentence about it.</summary>
    public static (byte[]? Content, string? Fault) Read(string path)
    {
        try
        {
            if (RegularFile.Fault(path) is { } fault)
                return (null, fault);
            var file = RegularFile.Target(path);
            if (file.Length > (long)MaxMegabytes << 20)
                return (null, $"has {file.Length >> 20} MB; at most {MaxMegabytes} are read");
            using var stream = file.OpenRead();
            Span<byte> head = stackalloc byte[12];
            int length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            if (!ImageDecoder.MayRead(head[..length]))
                return (null, $"is no {ImageDecoder.Formats} file");
            byte[] content = new byte[file.Length];
            stream.Position = 0;
            stream.ReadExactly(content);
            return (content, null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, $"can't be opened: {e.Message.TrimEnd('.')}");
        }
    }
}
