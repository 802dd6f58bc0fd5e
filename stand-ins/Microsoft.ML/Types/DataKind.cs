namespace Microsoft.ML.Data;

/// <summary>Names the primitive types where a conversion is asked for.</summary>
public enum DataKind : byte
{
    SByte = 1,
    Byte = 2,
    Int16 = 3,
    UInt16 = 4,
    Int32 = 5,
    UInt32 = 6,
    Int64 = 7,
    UInt64 = 8,
    Single = 9,
    Double = 10,
    String = 11,
    Boolean = 12,
    TimeSpan = 13,
    DateTime = 14,
    DateTimeOffset = 15,
}

static class DataKinds
{
    public static PrimitiveDataViewType ToType(this DataKind kind) => kind switch
    {
        DataKind.String => TextDataViewType.Instance,
        DataKind.Boolean => BooleanDataViewType.Instance,
        DataKind.TimeSpan => TimeSpanDataViewType.Instance,
        DataKind.DateTime => DateTimeDataViewType.Instance,
        DataKind.DateTimeOffset => DateTimeOffsetDataViewType.Instance,
        _ => NumberDataViewType.All.FirstOrDefault(t => t.RawType.Name == kind.ToString())
            ?? throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such kind of data."),
    };
}
