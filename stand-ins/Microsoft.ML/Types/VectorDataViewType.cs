using System.Collections.Immutable;

namespace Microsoft.ML.Data;

/// <summary>Vectors (or tensors, row by row) of one primitive type; a dimension of 0 is unknown.</summary>
public sealed class VectorDataViewType : StructuredDataViewType
{
    public VectorDataViewType(PrimitiveDataViewType itemType, int size = 0) : this(itemType, ImmutableArray.Create(size))
    {
    }

    public VectorDataViewType(PrimitiveDataViewType itemType, params int[] dimensions)
        : this(itemType, ImmutableArray.Create(dimensions ?? throw new ArgumentNullException(nameof(dimensions))))
    {
    }

    public VectorDataViewType(PrimitiveDataViewType itemType, ImmutableArray<int> dimensions)
        : base(typeof(VBuffer<>).MakeGenericType((itemType ?? throw new ArgumentNullException(
            nameof(itemType))).RawType))
    {
        if (dimensions.IsDefaultOrEmpty) throw new ArgumentException(
            "A vector has at least one dimension.", nameof(dimensions));
        if (dimensions.Any(d => d < 0))
            throw new ArgumentException(
                $"Dimensions are 0 (unknown) or more, not {string.Join(", ", dimensions)}.", nameof(dimensions));
        ItemType = itemType;
        Dimensions = dimensions;
        int size = 1;
        foreach (int d in dimensions) size = checked(size * d);
        Size = size;
    }

    public PrimitiveDataViewType ItemType { get; }

    public ImmutableArray<int> Dimensions { get; }

    /// <summary>The number of items, or 0 where a dimension is unknown.</summary>
    public int Size { get; }

    public bool IsKnownSize => Size > 0;

    public override bool Equals(DataViewType other) =>
        other is VectorDataViewType vector && vector.ItemType.Equals(ItemType) && vector.Dimensions.SequenceEqual(Dimensions);

    public override bool Equals(object other) => other is DataViewType type && Equals(type);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(ItemType);
        foreach (int d in Dimensions) hash.Add(d);
        return hash.ToHashCode();
    }

    public override string ToString() => Dimensions is [0]
        ? $"VarVector<{ItemType}>"
        : $"Vector<{ItemType}, {string.Join(", ", Dimensions.Select(d => d == 0 ? "*" : d.ToString()))}>";
}
