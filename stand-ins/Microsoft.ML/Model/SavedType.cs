using Microsoft.ML.Transforms.Image;

namespace Microsoft.ML.Data;

/// <summary>A column type as a saved model holds it; null members where they don't apply.</summary>
sealed record SavedType(string Name, SavedType Item = null, int[] Dimensions = null, ulong Count = 0)
{
    /// <summary>Null for a type that can't be saved.</summary>
    public static SavedType Of(DataViewType type) => type switch
    {
        VectorDataViewType vector => new("Vector", Of(vector.ItemType), vector.Dimensions.ToArray()),
        KeyDataViewType key => new("Key", Of(PrimitiveTypes.Find(key.RawType)), Count: key.Count),
        ImageDataViewType image => new("Image", Dimensions: [image.Height, image.Width]),
        PrimitiveDataViewType => new(type.ToString()),
        _ => null,
    };

    public DataViewType ToType() => Name switch
    {
        "Vector" => new VectorDataViewType((PrimitiveDataViewType)Item.ToType(), Dimensions),
        "Key" => new KeyDataViewType(Item.ToType().RawType, Count),
        "Image" => Dimensions[0] == 0 ? new ImageDataViewType() : new ImageDataViewType(Dimensions[0], Dimensions[1]),
        "DataViewRowId" => RowIdDataViewType.Instance,
        _ => Enum.Parse<DataKind>(Name).ToType(),
    };
}
