using System.Security.Cryptography;
using Ml.Gan.Onnx;

namespace Ml.Gan.Cli.Sharding;

/// <summary>The content of a part's files, in the order of the samples.</summary>
internal static class SampleContent
{
    private const int BlockSize = 1 << 16;

    /// <summary>Bytes of the content as the files' lengths tell them; -1 where a file is missing.</summary>
    public static long Length(string folder, SampleManifest manifest)
    {
        long sum = -HeaderLength(manifest);
        foreach (string path in Paths(folder, manifest))
        {
            var file = new FileInfo(path);
            if (!file.Exists)
                return -1;
            sum += file.Length;
        }
        return sum;
    }

    /// <summary>Appends the content to hashes.</summary>
    /// <exception cref="IOException">A file is missing or can't be read.</exception>
    /// <exception cref="GanException">An array has another header than its manifest asks for.</exception>
    public static void AppendTo(string folder, SampleManifest manifest, params IncrementalHash[] hashes)
    {
        byte[] block = new byte[BlockSize];
        foreach (string path in Paths(folder, manifest))
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1);
            if (manifest.Request.Format != SampleFormat.Png)
                SkipHeader(stream, path, manifest);
            for (int length = stream.Read(block); length > 0; length = stream.Read(block))
            {
                foreach (var hash in hashes)
                    hash.AppendData(block, 0, length);
            }
        }
    }

    private static IEnumerable<string> Paths(string folder, SampleManifest manifest) =>
        manifest.Request.Format == SampleFormat.Png
            ? Enumerable.Range(manifest.First, manifest.Count).Select(i => SampleFiles.Image(folder, i))
            : [SampleFiles.Array(folder, manifest.First, manifest.Request.Format)];

    private static void SkipHeader(FileStream stream, string path, SampleManifest manifest)
    {
        byte[] expected = Header(manifest), found = new byte[expected.Length];
        int read = stream.ReadAtLeast(found, found.Length, throwOnEndOfStream: false);
        if (!found.AsSpan(0, read).SequenceEqual(expected))
            throw new GanException(
                $"'{QuotedText.Harmless(path)}' doesn't begin as an array of {manifest.Count} samples.");
    }

    private static int HeaderLength(SampleManifest manifest) =>
        manifest.Request.Format == SampleFormat.Png ? 0 : Header(manifest).Length;

    private static byte[] Header(SampleManifest manifest) => ArrayHeader.Of(
        manifest.Request.Format, manifest.Request.IsImage, manifest.Count, manifest.Request.Shape);
}
