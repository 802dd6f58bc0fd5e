using System.Buffers.Binary;
using System.IO.Compression;

namespace Ml.Gan.Tests.Data;

/// <summary>IDX files written by hand.</summary>
internal static class IdxBytes
{
    public static byte[] Write(uint magic, int[] dimensions, params byte[] content)
    {
        byte[] file = new byte[4 + 4 * dimensions.Length + content.Length];
        BinaryPrimitives.WriteUInt32BigEndian(file, magic);
        for (int i = 0; i < dimensions.Length; i++)
            BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(4 + 4 * i), dimensions[i]);
        content.CopyTo(file, 4 + 4 * dimensions.Length);
        return file;
    }

    public static byte[] Images(int count, int rows, int columns, params byte[] content) =>
        Write(0x803, [count, rows, columns], content);

    public static byte[] Labels(params byte[] labels) => Write(0x801, [labels.Length], labels);

    public static byte[] Gzip(byte[] content)
    {
        using var result = new MemoryStream();
        using (var gzip = new GZipStream(result, CompressionLevel.Fastest))
            gzip.Write(content);
        return result.ToArray();
    }
}
