using System.Buffers.Binary;
using System.IO.Compression;

namespace Ml.Gan.Data.Idx;

/// <summary>
/// Reads one IDX file of unsigned bytes (the format of MNIST), gzip-compressed or not: magic number 0x0000080r for r
/// dimensions, the dimensions, then the bytes; all numbers big-endian.
/// </summary>
internal sealed class IdxReader : IDisposable
{
    public const uint ImagesMagic = 0x00000803;
    public const uint LabelsMagic = 0x00000801;

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
        }
        catch
        {
            _stream.Dispose();
            throw;
        }
    }

    /// <summary>(images, rows, columns) or (labels).</summary>
    public int[] Dimensions { get; }

    /// <summary>Fills the span with the next bytes.</summary>
    public void Read(Span<byte> destination, int item)
    {
        if (ReadAtMost(destination) < destination.Length)
            throw new GanDataException(
                $"'{_path}' ends early: after {item} of the {Dimensions[0]} items that its header announces.");
    }

    /// <summary>Checks that nothing follows.</summary>
    public void CheckEnd()
    {
        if (ReadAtMost(stackalloc byte[1]) != 0)
            throw new GanDataException(
                $"'{_path}' goes on after the {Dimensions[0]} items that its header announces: " +
                "header and content don't fit.");
    }

    public void Dispose() => _stream.Dispose();

    private static Stream OpenStream(string path)
    {
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

    private int ReadAtMost(Span<byte> destination)
    {
        try
        {
            return _stream.ReadAtLeast(destination, destination.Length, throwOnEndOfStream: false);
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            throw new GanDataException($"'{_path}' can't be read: {e.Message}", e);
        }
    }
}
