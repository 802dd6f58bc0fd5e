using System.Buffers.Binary;
using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Ml.Gan.Data;

namespace Ml.Gan.Tests.Data;

/// <summary>
/// Files that are made to take time and memory are refused with their reason, within a second and 200 MB.
/// </summary>
[TestClass]
[DoNotParallelize]
public sealed class HostileDataTests
{
    private const int Megabyte = 1 << 20;

    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void RemoveFolder() => _folder.Dispose();

    [TestMethod]
    [DataRow("png", "has 65500x65500 pixels; at most 134217728 in all are read")]
    [DataRow("jpg", "has 65500x65500 pixels; at most 134217728 in all are read")]
    [DataRow("gif", "has 65500x65500 pixels; at most 134217728 in all are read")]
    [DataRow("webp", "has 16000x16000 pixels; at most 134217728 in all are read")]
    [DataRow("bmp", "has 65500x65500 pixels; at most 134217728 in all are read")]
    [DataRow("png-11500", "announces 11500x11500 pixels, which its ")]
    [DataRow("jpg-11500", "announces 11500x11500 pixels, which its ")]
    [DataRow("gif-11500", "announces 11500x11500 pixels, which its ")]
    public void Pictures_that_claim_to_be_huge(string kind, string reason)
    {
        int side = kind.EndsWith("-11500", StringComparison.Ordinal) ? 11_500 : 65_500;
        _folder.Write($"a.{kind.Split('-')[0]}", Picture(kind.Split('-')[0], side));
        Refuses(_folder.Path, reason);
    }

    /// <summary>A device and a pipe have no end, or none that comes.</summary>
    [TestMethod]
    public void Links_to_devices_are_not_read()
    {
        if (OperatingSystem.IsWindows())
            Assert.Inconclusive("There are no such devices.");
        File.CreateSymbolicLink(_folder["a.png"], "/dev/zero");
        Refuses(_folder.Path, "'a.png' is empty");
    }

    [TestMethod]
    public void A_picture_file_that_is_mostly_a_hole()
    {
        using (var file = File.Create(_folder["a.png"]))
        {
            file.Write(PictureBytes.Gray(2, 2, (_, _) => 0));
            file.SetLength(3L << 30);
        }
        Refuses(_folder.Path, "'a.png' has 3072 MB; at most 256 are read");
    }

    [TestMethod]
    public void Folders_that_are_nested_deep_and_linked_in_circles()
    {
        string path = _folder.Path;
        for (int i = 0; i < 400; i++)
            path = Path.Combine(path, "d");
        Directory.CreateDirectory(path);
        Directory.CreateSymbolicLink(Path.Combine(path, "up"), _folder.Path);
        Refuses(_folder.Path, "holds no PNG, JPEG, WebP, GIF or BMP images");
    }

    [TestMethod]
    [DataRow(0x80000000, "announces 2147483648 items; expected 1 to 2147483647")]
    [DataRow(0x7FFFFFFFu, "ends early: after 0 of the 2147483647 items")]
    public void Idx_headers_of_many_items(uint items, string reason)
    {
        foreach (bool packed in (bool[])[false, true])
        {
            byte[] file = IdxBytes.Images(0, 28, 28, new byte[700]);
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(4), items);
            string path = _folder.Write("a-images-idx3-ubyte", packed ? IdxBytes.Gzip(file) : file);
            Refuses(path, packed && items < 0x80000000 ? "packed bytes can't hold" : reason);
        }
    }

    [TestMethod]
    public void Idx_labels_of_many_items()
    {
        string images = _folder.Write("a-images-idx3-ubyte", IdxBytes.Images(1, 1, 1, 7));
        _folder.Write("a-labels-idx1-ubyte", IdxBytes.Write(0x801, [int.MaxValue], 1));
        Refuses(images, "ends early: after 1 of the 2147483647 items");
    }

    [TestMethod]
    public void Gzip_that_goes_on_for_gigabytes_after_what_its_header_says()
    {
        string path = _folder["a-images-idx3-ubyte.gz"];
        WriteBomb(path, IdxBytes.Images(1, 28, 28), gigabytes: 2);
        Refuses(path, "goes on after the 1 items that its header announces");
    }

    [TestMethod]
    public void Gzip_that_is_gigabytes_of_zeros_as_its_header_says()
    {
        string path = _folder["a-images-idx3-ubyte.gz"];
        WriteBomb(path, IdxBytes.Images(2 << 20, 32, 32), gigabytes: 2);
        Refuses(path, "announces 2147483648 bytes of items in", "images don't pack so well");
    }

    /// <summary>The bomb's packed form beside an honest file of its name.</summary>
    [TestMethod]
    public void Gzip_beside_the_file_that_it_should_be()
    {
        string path = _folder.Write("a-images-idx3-ubyte", IdxBytes.Images(1, 28, 28, new byte[784]));
        WriteBomb(path + ".gz", IdxBytes.Images(1, 28, 28), gigabytes: 2);
        Refuses(_folder.Path, "not the same content");
    }

    [TestMethod]
    [DataRow("endless")]
    [DataRow("columns")]
    [DataRow("quote")]
    [DataRow("binary")]
    public void Csv_without_end(string kind)
    {
        byte[] unit = Encoding.UTF8.GetBytes(kind switch { "columns" => "0,", "quote" => "\"a\n", _ => "7" });
        if (kind == "binary")
            unit = [0];
        byte[] block = [.. Enumerable.Repeat(unit, Megabyte / unit.Length).SelectMany(bytes => bytes)];
        if (kind == "quote")
            block = [.. "\""u8, .. block.Where(value => value != (byte)'"')];
        string path = _folder["a.csv"];
        using (var file = File.Create(path))
        {
            for (int i = 0; i < 40; i++)
                file.Write(i == 0 || kind != "quote" ? block : block.AsSpan(1));
        }
        WithinBounds(() => VectorFile.Read(path), kind switch
        {
            "quote" => "has a cell of more than 65536 characters",
            "binary" => "is no text",
            _ => "Line 1 of",
        });
    }

    [TestMethod]
    public void Csv_of_many_columns() => WithinBounds(
        () => VectorFile.Read(_folder.Write(
            "a.csv", Encoding.UTF8.GetBytes(string.Join(',', Enumerable.Repeat('0', 500_000))))),
        "has 500000 cells; at most 65537 are read");

    private static void Refuses(string data, params string[] reasons) => WithinBounds(
        () =>
        {
            using var source = SampleSource.Open(data);
        },
        reasons);

    private static void WithinBounds(Action use, params string[] reasons)
    {
        long allocated = GC.GetTotalAllocatedBytes(precise: true);
        using var process = Process.GetCurrentProcess();
        long peak = process.PeakWorkingSet64;
        var clock = Stopwatch.StartNew();
        string message = Assert.ThrowsExactly<GanDataException>(use).Message;
        clock.Stop();
        process.Refresh();
        foreach (string reason in reasons)
            Assert.Contains(reason, message);
        Assert.IsLessThan(200.0 * Megabyte, GC.GetTotalAllocatedBytes(precise: true) - allocated, "bytes allocated");
        Assert.IsLessThan(200.0 * Megabyte, process.PeakWorkingSet64 - peak, "bytes of memory");
        Assert.IsLessThan(1.0, clock.Elapsed.TotalSeconds, "seconds");
    }

    /// <summary>A gzip file of a beginning and zeros: members of 64 MB, written again and again.</summary>
    private static void WriteBomb(string path, byte[] beginning, int gigabytes)
    {
        const int Part = 64 * Megabyte;
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            for (int i = 0; i < Part / Megabyte; i++)
                gzip.Write(new byte[Megabyte]);
        }
        using var file = File.Create(path);
        file.Write(IdxBytes.Gzip(beginning));
        for (long written = 0; written < (long)gigabytes << 30; written += Part)
            file.Write(packed.ToArray());
    }

    /// <summary>A file that is small but says that it holds a square picture of a side.</summary>
    private static byte[] Picture(string kind, int side)
    {
        byte[] file;
        switch (kind)
        {
            case "png":
                file = PictureBytes.Gray(8, 8, (_, _) => 0);
                BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(16), side);
                BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(20), side);
                PictureBytes.RepairChecksum(file);
                return file;
            case "jpg":
                file = PictureBytes.Jpeg(components: 1);
                int frame = file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]);
                BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(frame + 5), (ushort)side);
                BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(frame + 7), (ushort)side);
                return file;
            case "gif":
                file = PictureBytes.Gif(8, 8, (_, _) => 0);
                int image = 13 + 768;
                foreach (int place in (int[])[6, 8, image + 5, image + 7])
                    BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(place), (ushort)side);
                return file;
            case "bmp":
                file = PictureBytes.Bmp(8, 8, (_, _) => (0, 0, 0));
                BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(18), side);
                BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(22), side);
                return file;
            case "webp":
                using (var bitmap = SkiaSharp.SKBitmap.Decode(PictureBytes.Gray(8, 8, (_, _) => 0)))
                using (var data = bitmap.Encode(SkiaSharp.SKEncodedImageFormat.Webp, 80))
                    file = data.ToArray();
                int start = file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A]);
                BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(start + 3), 16_000);
                BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(start + 5), 16_000);
                return file;
            default:
                throw new ArgumentOutOfRangeException(nameof(kind));
        }
    }
}
