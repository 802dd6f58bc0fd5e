using System.Buffers.Binary;
using System.Text;
using Ml.Gan.Data;
using Ml.Gan.Tests.Data;

namespace Ml.Gan.Tests.Fuzzing;

/// <summary>IDX files of images, packed or not.</summary>
internal sealed class IdxTarget : FuzzedFile
{
    private static readonly byte[] s_images =
        IdxBytes.Images(3, 4, 5, [.. Enumerable.Range(0, 60).Select(i => (byte)(3 * i))]);

    public override string Name => "idx";

    public override IReadOnlyList<byte[]> Corpus { get; } =
        [s_images, IdxBytes.Gzip(s_images), IdxBytes.Images(1, 1, 1, 7)];

    protected override byte[] Repair(byte[] file, Random random) => IdxBytes.Gzip(file);

    protected override void Read(string path)
    {
        using var source = SampleSource.Open(path, new SampleSourceOptions { Size = 16 });
        source.Read([0], new float[source.Shape.Length]);
    }
}

/// <summary>IDX files of labels, beside valid images.</summary>
internal sealed class IdxLabelsTarget : FuzzedFile
{
    private const string Images = "some-images-idx3-ubyte";

    public override string Name => "idx-labels";

    public override IReadOnlyList<byte[]> Corpus { get; } =
        [IdxBytes.Labels(1, 0, 1), IdxBytes.Gzip(IdxBytes.Labels(1, 0, 1)), IdxBytes.Labels(255, 7, 9)];

    protected override string FileName => "some-labels-idx1-ubyte";

    protected override byte[] Repair(byte[] file, Random random) => IdxBytes.Gzip(file);

    protected override void Read(string path)
    {
        if (!File.Exists(PathOf(Images)))
            File.WriteAllBytes(PathOf(Images), IdxBytes.Images(3, 2, 2, new byte[12]));
        using var source = SampleSource.Open(PathOf(Images), new SampleSourceOptions { Size = 16 });
        Assert.AreEqual(3, source.Labels!.CountByClass()!.Sum());
    }
}

/// <summary>Vectors in CSV.</summary>
internal sealed class CsvTarget : FuzzedFile
{
    public override string Name => "csv";

    public override IReadOnlyList<byte[]> Corpus { get; } =
    [
        .. from text in (string[])
           [
               "0.5,-1,2\n1,0.25,3\n", "a;b\n0,5;-1\n1,25;3\n", "file,age\nimg/1.png,3\n\"img/2, b.png\",4\n",
               "sep=;\n1;2\n3;4\n", "1\t2\t3\r\n4\t5\t6\r\n", "\"1,5\",\"2\"\n\"3\",\"4,25\"\n", "1e-3,2E5\n\n3,4",
           ]
           select Encoding.UTF8.GetBytes(text),
        [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("x,y\n1.5,2\n")],
    ];

    protected override void Read(string path)
    {
        var file = VectorFile.Read(path);
        int length = file.Columns?.Count ?? file.Rows[0].Length;
        Assert.IsTrue(length > 0 && file.Rows.All(row => row.Length == length && row.All(float.IsFinite)));
        Assert.IsTrue(file.SampleNames is null || file.SampleNames.Count == file.Rows.Length);
    }
}

/// <summary>Repairs of files whose parts have lengths or checksums.</summary>
internal static class FileRepair
{
    /// <summary>The right checksum behind each chunk of a PNG.</summary>
    public static byte[] Png(byte[] file)
    {
        const int Signature = 8, Frame = 12;
        for (long chunk = Signature; chunk + Frame <= file.Length;)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan((int)chunk));
            if (chunk + Frame + length > file.Length)
                break;
            var content = file.AsSpan((int)chunk + 4, (int)length + 4);
            BinaryPrimitives.WriteUInt32BigEndian(
                file.AsSpan((int)(chunk + 8 + length)), System.IO.Hashing.Crc32.HashToUInt32(content));
            chunk += Frame + length;
        }
        return file;
    }

    /// <summary>
    /// The length of the header of a safetensors file, up to its last brace, and as many bytes behind it as before.
    /// </summary>
    /// <param name="file">The file.</param>
    /// <param name="content">Bytes behind the header.</param>
    public static byte[] Safetensors(byte[] file, int content)
    {
        int end = file.AsSpan().LastIndexOf("}"u8) + 1;
        if (end <= sizeof(long))
            return file;
        byte[] repaired = [.. file[..end], .. file[end..].Take(content), .. new byte[content]];
        BinaryPrimitives.WriteInt64LittleEndian(repaired, end - sizeof(long));
        return repaired[..(end + content)];
    }
}
