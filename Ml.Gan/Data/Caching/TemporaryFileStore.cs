using System.IO.MemoryMappedFiles;

namespace Ml.Gan.Data;

/// <summary>
/// Records of equal size in a memory-mapped temporary file that vanishes with the process, however that ends: on Unix the file
/// loses its name as soon as it is open, elsewhere the system deletes it on close.
/// </summary>
internal sealed class TemporaryFileStore : IRecordStore
{
    private readonly int _recordSize;
    private readonly FileStream _file;
    private MemoryMappedFile? _map;
    private MemoryMappedViewAccessor? _view;

    public TemporaryFileStore(int recordSize, string folder)
    {
        _recordSize = recordSize;
        string path = Path.Combine(folder, $"ml-gan-{Guid.NewGuid():N}.cache");
        _file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Delete,
            BufferSize = 1 << 16,
            Options = OperatingSystem.IsWindows() ? FileOptions.DeleteOnClose : FileOptions.None,
        });
        if (!OperatingSystem.IsWindows())
            File.Delete(path);
    }

    public void Append(ReadOnlySpan<byte> record) => _file.Write(record);

    public void Complete()
    {
        _file.Flush();
        _map = MemoryMappedFile.CreateFromFile(
            _file, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        _view = _map.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
    }

    public void Read(long index, Span<byte> record) =>
        _view!.SafeMemoryMappedViewHandle.ReadSpan((ulong)(index * _recordSize), record);

    public void Dispose()
    {
        _view?.Dispose();
        _map?.Dispose();
        _file.Dispose();
    }
}
