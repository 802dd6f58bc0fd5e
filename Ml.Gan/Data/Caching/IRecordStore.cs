namespace Ml.Gan.Data;

/// <summary>Records of equal size: appended one by one, then completed, then read by any number of threads.</summary>
internal interface IRecordStore : IDisposable
{
    void Append(ReadOnlySpan<byte> record);

    void Complete();

    void Read(long index, Span<byte> record);
}
