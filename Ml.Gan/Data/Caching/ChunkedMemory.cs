namespace Ml.Gan.Data;

/// <summary>Records of equal size in managed memory, in chunks, so that growing copies nothing and no array gets too long.</summary>
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
