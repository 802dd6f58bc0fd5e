namespace Microsoft.ML.Data;

/// <summary>The identity of a row: 128 bits.</summary>
public readonly struct DataViewRowId : IComparable<DataViewRowId>, IEquatable<DataViewRowId>
{
    public readonly ulong Low;
    public readonly ulong High;

    public DataViewRowId(ulong low, ulong high)
    {
        Low = low;
        High = high;
    }

    public bool Equals(DataViewRowId other) => Low == other.Low && High == other.High;

    public override bool Equals(object obj) => obj is DataViewRowId other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Low, High);

    public int CompareTo(DataViewRowId other)
    {
        int high = High.CompareTo(other.High);
        return high != 0 ? high : Low.CompareTo(other.Low);
    }

    /// <summary>An identity for a row made from this one: the first of several.</summary>
    public DataViewRowId Fork() => new(Mix(Low ^ 0x9E3779B97F4A7C15), Mix(High + Low + 1));

    /// <summary>An identity for the next of several rows made from one.</summary>
    public DataViewRowId Next() => new(Mix(Low + 0xBF58476D1CE4E5B9), Mix(High ^ Low));

    /// <summary>An identity for a row made from this one and another.</summary>
    public DataViewRowId Combine(DataViewRowId other)
    {
        ulong low = Mix(Low + Mix(other.Low));
        return new(low, Mix(High + Mix(other.High) + low));
    }

    public override string ToString() => $"{High:x16}{Low:x16}";

    static ulong Mix(ulong x)
    {
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}
