namespace Ml.Gan.Onnx;

/// <summary>Recognises files that are surely no ONNX models, to say what they are instead.</summary>
internal static class FileKinds
{
    internal static string? Recognise(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return "empty (0 bytes)";
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']))
            return "a PNG image";
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
            return "a JPEG image";
        if (bytes.StartsWith("PK\u0003\u0004"u8))
            return "a zip archive, such as ML.NET saves or PyTorch writes";
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]))
            return "compressed with gzip";
        return bytes.StartsWith("version https://git-lfs"u8) ? "a Git LFS pointer; run 'git lfs pull'" : null;
    }
}
