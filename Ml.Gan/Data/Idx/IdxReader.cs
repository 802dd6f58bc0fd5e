using System.Buffers.Binary;
using System.IO.Compression;
using Ml.Gan.Onnx;

namespace Ml.Gan.Data.Idx;

/// <summary>
/// Reads one IDX file of unsigned bytes (the format of MNIST), gzip-compressed or not: magic number 0x0000080r for r
/// dimensions, the dimensions, then the bytes; all numbers big-endian.
/// </summary>
internal sealed class IdxReader : IDisposable
{
    public const uint ImagesMagic = 0x00000803;
    public const uint LabelsMagic = 0x00000801;

    /// <summary>Bytes that deflate makes of one at most.</summary>
    private const long MaxPacking = 1032;

    /// <summary>Content of more than a gigabyte that is packed better than this is refused: images aren't.</summary>
    private const long SuspectPacking = 100;

    private const long SuspectLength = 1L << 30;

    private readonly string _path;
    private readonly Stream _stream;

    public IdxReader(string path, uint magic)
    {
        _path = path;
        _stream = OpenStream(path);
        try
        {
            uint found = ReadUInt32();
            if (found != magic)
                throw new GanDataException(
                    $"'{path}' is no IDX file of {(magic == ImagesMagic ? "images" : "labels")}: it begins with the " +
                    $"magic number 0x{found:X8}, expected 0x{magic:X8}.");
            Dimensions = new int[magic & 0xFF];
            for (int i = 0; i < Dimensions.Length; i++)
                Dimensions[i] = ReadDimension(i);
            CheckLength();
        }
        catch
        {
            _stream.Dispose();
            throw;
        }
    }

    /// <summary>(images, rows, columns) or (labels).</summary>
    public int[] Dimensions { get; }

    private long ItemLength => Dimensions.Skip(1).Aggregate(1L, (product, side) => product * side);

    private int HeaderLength => sizeof(uint) * (1 + Dimensions.Length);

    /// <summary>Whether two files, packed or not, hold the same bytes.</summary>
    /// <exception cref="GanDataException">A file can't be read.</exception>
    public static bool HaveSameContent(string first, string second)
    {
        const int Block = 1 << 16;
        using Stream one = OpenStream(first), other = OpenStream(second);
        byte[] block = new byte[Block], otherBlock = new byte[Block];
        while (true)
        {
            int length = ReadAtMost(one, block, first);
            if (length != ReadAtMost(other, otherBlock, second)
                || !block.AsSpan(0, length).SequenceEqual(otherBlock.AsSpan(0, length)))
                return false;
            if (length == 0)
                return true;
        }
    }

    /// <summary>Fills the span with the next bytes.</summary>
    public void Read(Span<byte> destination, int item)
    {
        if (ReadAtMost(destination) < destination.Length)
            throw EndsEarly(item);
    }

    /// <summary>Checks that nothing follows.</summary>
    public void CheckEnd()
    {
        if (ReadAtMost(stackalloc byte[1]) != 0)
            throw GoesOn();
    }

    public void Dispose() => _stream.Dispose();

    private static Stream OpenStream(string path)
    {
        if (RegularFile.Fault(path) is { } fault)
            throw new GanDataException($"'{path}' {fault}. Give an IDX file, as those of MNIST.");
        try
        {
            var file = File.OpenRead(path);
            bool gzip = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
            file.Position = 0;
            return gzip ? new GZipStream(file, CompressionMode.Decompress) : new BufferedStream(file, 1 << 16);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new GanDataException($"'{path}' can't be opened: {e.Message}", e);
        }
    }

    /// <summary>Compares what the header announces with the length of the file, before any of it is read.</summary>
    private void CheckLength()
    {
        long length = new FileInfo(_path).Length, announced = Dimensions[0] * ItemLength;
        if (_stream is not GZipStream)
        {
            long found = length - HeaderLength;
            if (found != announced)
                throw found < announced ? EndsEarly(found / ItemLength) : GoesOn();
        }
        else if (announced > length * MaxPacking)
            throw new GanDataException(
                $"'{_path}' announces {announced} bytes of items, which its {length} packed bytes can't hold.");
        else if (announced > SuspectLength && announced > length * SuspectPacking)
            throw new GanDataException(
                $"'{_path}' announces {announced} bytes of items in {length} packed bytes: images don't pack so well. "
                + "Unpack the file if that is right.");
    }

    private GanDataException EndsEarly(long item) =>
        new($"'{_path}' ends early: after {item} of the {Dimensions[0]} items that its header announces.");

    private GanDataException GoesOn() => new(
        $"'{_path}' goes on after the {Dimensions[0]} items that its header announces: " +
        "header and content don't fit.");

    private int ReadDimension(int index)
    {
        const int MaxSide = 4096;
        uint dimension = ReadUInt32();
        if (dimension == 0 || dimension > (index == 0 ? int.MaxValue : MaxSide))
            throw new GanDataException(
                $"'{_path}' announces {dimension} {(index == 0 ? "items" : index == 1 ? "rows" : "columns")}; " +
                $"expected 1 to {(index == 0 ? int.MaxValue : MaxSide)}.");
        return (int)dimension;
    }

    private uint ReadUInt32()
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        if (ReadAtMost(bytes) < bytes.Length)
            throw new GanDataException($"'{_path}' ends within the header of an IDX file.");
        return BinaryPrimitives.ReadUInt32BigEndian(bytes);
    }

    private int ReadAtMost(Span<byte> destination) => ReadAtMost(_stream, destination, _path);

    private static int ReadAtMost(Stream stream, Span<byte> destination, string path)
    {
        try
        {
            return stream.ReadAtLeast(destination, destination.Length, throwOnEndOfStream: false);
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            throw new GanDataException($"'{path}' can't be read: {e.Message}", e);
        }
    }
}
