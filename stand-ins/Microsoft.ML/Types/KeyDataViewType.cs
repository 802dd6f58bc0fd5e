namespace Microsoft.ML.Data;

/// <summary>Members of a set, numbered from 1 to <see cref="Count"/> in an unsigned type; 0 stands for a missing one.</summary>
public sealed class KeyDataViewType : PrimitiveDataViewType
{
    public KeyDataViewType(Type type, int count) : this(type, count > 0 ? (ulong)count : throw NoKeys(count))
    {
    }

    public KeyDataViewType(Type type, ulong count) : base(type ?? throw new ArgumentNullException(nameof(type)))
    {
        if (!IsValidDataType(type))
            throw new ArgumentException($"Keys are byte, ushort, uint or ulong, not {type}.", nameof(type));
        if (count == 0 || count > MaxCount(type)) throw NoKeys(count);
        Count = count;
    }

    /// <summary>How many keys there are.</summary>
    public ulong Count { get; }

    /// <summary>Whether keys can be kept in <paramref name="type"/>.</summary>
    public static bool IsValidDataType(Type type) =>
        type == typeof(byte) || type == typeof(ushort) || type == typeof(uint) || type == typeof(ulong);

    public override bool Equals(DataViewType other) =>
        other is KeyDataViewType key && key.RawType == RawType && key.Count == Count;

    public override bool Equals(object other) => other is DataViewType type && Equals(type);

    public override int GetHashCode() => HashCode.Combine(RawType, Count);

    public override string ToString() => $"Key<{RawType.Name}, 0-{Count - 1}>";

    static ulong MaxCount(Type type) =>
        type == typeof(byte) ? byte.MaxValue : type == typeof(ushort) ? ushort.MaxValue :
        type == typeof(uint) ? uint.MaxValue : ulong.MaxValue;

    static ArgumentOutOfRangeException NoKeys(object count) =>
        new(nameof(count), count, "The number of keys must be positive and fit the type.");
}
