namespace Microsoft.ML.Data;

/// <summary>The name of a member's column, where it isn't the member's.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class ColumnNameAttribute : Attribute
{
    public ColumnNameAttribute(string name) => Name = name;

    internal string Name { get; }
}

/// <summary>Keeps a member from being a column.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class NoColumnAttribute : Attribute
{
    public NoColumnAttribute()
    {
    }
}

/// <summary>The size of a member's vectors; without it, they may differ from row to row.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class VectorTypeAttribute : Attribute
{
    public VectorTypeAttribute() : this(0)
    {
    }

    public VectorTypeAttribute(int size) => Dimensions = size >= 0 ? [size] : throw Negative(size);

    public VectorTypeAttribute(params int[] dimensions) =>
        Dimensions = dimensions.All(d => d >= 0) ? dimensions : throw Negative(dimensions.Min());

    internal int[] Dimensions { get; }

    static ArgumentOutOfRangeException Negative(int dimension) =>
        new(nameof(dimension), dimension, "A dimension is 0 (unknown) or more.");
}

/// <summary>Makes a member of an unsigned type a column of keys.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class KeyTypeAttribute : Attribute
{
    public KeyTypeAttribute()
    {
    }

    /// <param name="count">The number of keys; by default as many as fit the type.</param>
    public KeyTypeAttribute(ulong count) => Count = count;

    internal ulong? Count { get; }
}
