namespace Ml.Gan.Data;

/// <summary>Records of equal size that stay in memory up to a limit; beyond it everything moves to a temporary file.</summary>
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
        var file = new TemporaryFileStore(recordSize, Path.GetTempPath());
        var record = new byte[recordSize];
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
