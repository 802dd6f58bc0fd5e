using System.Runtime.InteropServices;
using Google.Protobuf;
using Ml.Gan.Onnx.Protobuf;

namespace Ml.Gan.Onnx.Loading;

/// <summary>The bytes of a file that has turned out to be an ONNX model, and what they say.</summary>
/// <param name="Path">The file, or null when it came from memory.</param>
/// <param name="Bytes">The whole file.</param>
/// <param name="Model">Its contents.</param>
internal sealed record ModelFile(string? Path, byte[] Bytes, ModelProto Model)
{
    private static readonly MessageParser<ModelProto> s_parser = ModelProto.Parser.WithDiscardUnknownFields(true);

    /// <summary>Name in messages.</summary>
    internal string Name => NameOf(Path);

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file; a pipe only where the shell has opened it.</param>
    /// <param name="maxBytes">Most bytes that are read.</param>
    /// <param name="role">What it is expected to be.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="GanOnnxException">It is no ONNX model.</exception>
    internal static ModelFile Read(string path, long maxBytes, ModelRole role)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (Directory.Exists(path))
            throw new GanOnnxException($"'{path}' is a folder. Name the .onnx file in it.");
        var file = new FileInfo(path);
        if (!file.Exists)
            throw new FileNotFoundException(
                $"There is no file '{path}'. Expected an ONNX model of {role.Noun}.", path);
        if (!RegularFile.IsOpenPipe(path) && RegularFile.Fault(path) is { } fault)
            throw new GanOnnxException(
                $"'{path}' is not an ONNX model: it {fault}. Expected {role.Noun} {role.Source}.");
        using var stream = file.Open(FileMode.Open, FileAccess.Read, FileShare.Read);
        if (!stream.CanSeek)
            return Read(path, stream, maxBytes, role);
        RequireSize(path, stream.Length, maxBytes);
        RequireModel(path, stream, role);
        byte[] bytes = new byte[stream.Length];
        stream.Position = 0;
        stream.ReadExactly(bytes);
        return Parse(path, bytes, role);
    }

    /// <summary>Reads a stream to its end, whose length nobody knows before.</summary>
    /// <param name="path">The file, or null when it is none.</param>
    /// <param name="stream">The stream, from where it stands.</param>
    /// <param name="maxBytes">Most bytes that are read.</param>
    /// <param name="role">What it is expected to be.</param>
    /// <exception cref="GanOnnxException">It is no ONNX model.</exception>
    internal static ModelFile Read(string? path, Stream stream, long maxBytes, ModelRole role)
    {
        using var all = new MemoryStream();
        byte[] part = new byte[1 << 16];
        while (stream.Read(part) is > 0 and var count)
        {
            RequireSize(path, all.Length + count, maxBytes);
            all.Write(part, 0, count);
        }

        all.Position = 0;
        RequireModel(path, all, role);
        return Parse(path, all.ToArray(), role);
    }

    /// <summary>Takes memory as it is where it is a whole array, or else a copy of it.</summary>
    /// <exception cref="GanOnnxException">It is no ONNX model.</exception>
    internal static ModelFile FromMemory(ReadOnlyMemory<byte> memory, long maxBytes)
    {
        RequireSize(null, memory.Length, maxBytes);
        bool isWhole = MemoryMarshal.TryGetArray(memory, out var segment)
            && segment is { Array: { } array, Offset: 0 } && segment.Count == array.Length;
        return FromBytes(isWhole ? segment.Array! : memory.ToArray(), maxBytes);
    }

    internal static ModelFile FromBytes(byte[] bytes, long maxBytes, ModelRole? role = null)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        RequireSize(null, bytes.Length, maxBytes);
        using var stream = new MemoryStream(bytes, writable: false);
        RequireModel(null, stream, role ?? ModelRole.Generator);
        return Parse(null, bytes, role ?? ModelRole.Generator);
    }

    private static void RequireModel(string? path, Stream stream, ModelRole role)
    {
        byte[] beginning = new byte[Math.Min(stream.Length, FileKinds.BytesNeeded)];
        stream.ReadExactly(beginning);
        if ((FileKinds.Recognize(beginning) is { } kind ? $"it is {kind}" : WireScan.Fault(stream)) is { } why)
            throw NotAModel(path, why, role);
    }

    private static void RequireSize(string? path, long bytes, long maxBytes)
    {
        if (bytes > Array.MaxLength)
            throw new GanOnnxException(
                $"{NameOf(path)} has {bytes:N0} bytes; an ONNX model in one file has at most 2 GiB.");
        if (bytes > maxBytes)
            throw new GanOnnxException(
                $"{NameOf(path)} has {bytes:N0} bytes; at most {maxBytes:N0} are read. Raise MaxFileBytes if you trust "
                + "it.");
    }

    private static ModelFile Parse(string? path, byte[] bytes, ModelRole role)
    {
        try
        {
            var model = s_parser.ParseFrom(bytes);
            if (model.IrVersion < 1 || model.OpsetImport.Count == 0 || model.Graph is not { Node.Count: > 0 })
                throw NotAModel(path, "it holds no graph of operators", role);
            return new ModelFile(path, bytes, model);
        }
        catch (InvalidProtocolBufferException failure)
        {
            throw NotAModel(
                path, "its contents cannot be read; it is of another kind or was cut off", role, failure);
        }
    }

    private static GanOnnxException NotAModel(
        string? path, string why, ModelRole role, Exception? failure = null) =>
        new($"{NameOf(path)} is not an ONNX model: {why}. Expected {role.Noun} {role.Source}.", failure);

    private static string NameOf(string? path) => path is null ? "The model in memory" : $"'{path}'";
}

/// <summary>Recognizes files that are surely no ONNX models, to say what they are instead.</summary>
internal static class FileKinds
{
    internal const int BytesNeeded = 64;

    internal static string? Recognize(ReadOnlySpan<byte> bytes)
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
