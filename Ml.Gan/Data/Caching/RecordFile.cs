using Microsoft.Win32.SafeHandles;

namespace Ml.Gan.Data.Caching;

/// <summary>Records of equal size in a part of a file, read by any number of threads.</summary>
/// <param name="file">The file, closed when the last of its records are disposed of.</param>
/// <param name="offset">Where the first record begins, in bytes.</param>
/// <param name="recordSize">Bytes in a record.</param>
internal sealed class RecordFile(SharedFile file, long offset, int recordSize) : IRecords
{
    public void Read(long index, Span<byte> record) => Read(file.Handle, offset + index * recordSize, record);

    public void Dispose() => file.Release();

    /// <summary>Reads as many bytes of a file as there is room for.</summary>
    /// <exception cref="EndOfStreamException">The file is shorter.</exception>
    public static void Read(SafeFileHandle file, long offset, Span<byte> record)
    {
        for (int done = 0; done < record.Length;)
        {
            int read = RandomAccess.Read(file, record[done..], offset + done);
            if (read == 0)
                throw new EndOfStreamException($"The temporary file of samples has no byte {offset + done}.");
            done += read;
        }
    }
}

/// <summary>An open file that several records are in, and that the last of them closes.</summary>
internal sealed class SharedFile(SafeFileHandle handle)
{
    private int _users;

    public SafeFileHandle Handle => handle;

    /// <summary>Records in a part of it.</summary>
    public RecordFile Records(long offset, int recordSize)
    {
        Interlocked.Increment(ref _users);
        return new RecordFile(this, offset, recordSize);
    }

    /// <summary>Notes that one of its records was disposed of.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _users) == 0)
            handle.Dispose();
    }
}
