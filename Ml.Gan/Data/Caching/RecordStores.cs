namespace Ml.Gan.Data.Caching;

/// <summary>Records of equal size, read by any number of threads.</summary>
internal interface IRecords : IDisposable
{
    void Read(long index, Span<byte> record);
}

/// <summary>Records that are appended one by one, then completed, then read.</summary>
internal interface IRecordStore : IRecords
{
    void Append(ReadOnlySpan<byte> record);

    void Complete();
}

/// <summary>
/// Records of equal size in managed memory, in chunks, so that growing copies nothing and no array gets too long.
/// </summary>
internal sealed class ChunkedMemory(int recordSize) : IRecordStore
{
    private const int ChunkBytes = 4 << 20;

    private readonly int _recordsPerChunk = Math.Max(1, ChunkBytes / recordSize);
    private readonly List<byte[]> _chunks = [];
    private long _count;

    public void Append(ReadOnlySpan<byte> record)
    {
        int place = (int)(_count % _recordsPerChunk);
        if (place == 0)
            _chunks.Add(new byte[_recordsPerChunk * recordSize]);
        record.CopyTo(_chunks[^1].AsSpan(place * recordSize));
        _count++;
    }

    public void Complete() { }

    public void Read(long index, Span<byte> record)
    {
        byte[] chunk = _chunks[(int)(index / _recordsPerChunk)];
        chunk.AsSpan((int)(index % _recordsPerChunk) * recordSize, recordSize).CopyTo(record);
    }

    public void Dispose() => _chunks.Clear();
}

/// <summary>
/// Records of equal size in an <see cref="UnnamedFile"/>. It isn't mapped into memory: what the system keeps of it
/// doesn't count as this process's.
/// </summary>
internal sealed class TemporaryFileStore(int recordSize) : IRecordStore
{
    private readonly FileStream _file = new(UnnamedFile.Create(), FileAccess.ReadWrite, bufferSize: 1 << 16);

    public void Append(ReadOnlySpan<byte> record) => _file.Write(record);

    public void Complete() => _file.Flush();

    public void Read(long index, Span<byte> record) =>
        RecordFile.Read(_file.SafeFileHandle, index * recordSize, record);

    public void Dispose() => _file.Dispose();
}

/// <summary>
/// Records of equal size that stay in memory up to a limit; beyond it everything moves to a temporary file.
/// </summary>
/// <param name="recordSize">Bytes in a record.</param>
/// <param name="memoryLimit">Bytes to keep in memory.</param>
internal sealed class GrowingStore(int recordSize, long memoryLimit) : IRecordStore
{
    private IRecordStore _store = new ChunkedMemory(recordSize);
    private long _count;

    public bool IsInMemory => _store is ChunkedMemory;

    public void Append(ReadOnlySpan<byte> record)
    {
        if (_store is ChunkedMemory memory && (_count + 1) * recordSize > memoryLimit)
            _store = MoveToFile(memory);
        _store.Append(record);
        _count++;
    }

    public void Complete() => _store.Complete();

    public void Read(long index, Span<byte> record) => _store.Read(index, record);

    public void Dispose() => _store.Dispose();

    private TemporaryFileStore MoveToFile(ChunkedMemory memory)
    {
        var file = new TemporaryFileStore(recordSize);
        byte[] record = new byte[recordSize];
        try
        {
            for (long i = 0; i < _count; i++)
            {
                memory.Read(i, record);
                file.Append(record);
            }
        }
        catch
        {
            file.Dispose();
            throw;
        }
        memory.Dispose();
        return file;
    }
}
