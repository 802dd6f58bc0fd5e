using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Ml.Gan.Onnx;

namespace Ml.Gan.Cli.Sharding;

/// <summary>Writes samples one after the other, and their SHA-256.</summary>
internal abstract class ContentWriter : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Bytes that were written.</summary>
    public long Bytes { get; private set; }

    /// <summary>SHA-256 of what was written, in hexadecimal digits.</summary>
    public string Sha256 => Convert.ToHexStringLower(_hash.GetCurrentHash());

    /// <summary>Writes the samples of a batch.</summary>
    public abstract void Write(ImageBatch batch);

    /// <inheritdoc/>
    public void Dispose()
    {
        _hash.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Counts what is written.</summary>
    protected void Count(ReadOnlySpan<byte> content)
    {
        _hash.AppendData(content);
        Bytes += content.Length;
    }
}

/// <summary>Appends the values of samples to a stream.</summary>
internal sealed class ArrayWriter(Stream stream, bool isImage) : ContentWriter
{
    public override void Write(ImageBatch batch)
    {
        if (!isImage)
        {
            Append(MemoryMarshal.AsBytes(batch.Values.Span));
            return;
        }
        for (int i = 0; i < batch.Count; i++)
            Append(batch.ToPixels(i));
    }

    private void Append(ReadOnlySpan<byte> content)
    {
        stream.Write(content);
        Count(content);
    }
}

/// <summary>Writes each image to a PNG file, whole or not at all.</summary>
internal sealed class ImageWriter(string folder, int first) : ContentWriter
{
    private int _next = first;

    public override void Write(ImageBatch batch)
    {
        for (int i = 0; i < batch.Count; i++)
        {
            byte[] png = PngEncoder.Encode(batch.ToPixels(i), batch.Width, batch.Height, batch.Channels);
            string path = SampleFiles.Image(folder, _next);
            if (i == 0 || _next % SampleFiles.PerFolder == 0)
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes($"{path}.tmp", png);
            File.Move($"{path}.tmp", path, overwrite: true);
            Count(png);
            _next++;
        }
    }
}
