using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Image;

/// <summary>Checks of column types that the image steps share.</summary>
static class ImageShapes
{
    public static ImageDataViewType ImageOf(DataViewSchema.Column column) => column.Type as ImageDataViewType
        ?? throw new ArgumentException($"Column '{column.Name}' is of type {column.Type}; it must hold images.");

    public static void CheckImage(SchemaShape.Column column)
    {
        if (column.Kind != SchemaShape.Column.VectorKind.Scalar || column.ItemType is not ImageDataViewType)
            throw new ArgumentException($"Column '{column.Name}' holds {column.Description}; it must hold images.");
    }

    public static SchemaShape.Column Images(SchemaShape.Column like, ImageDataViewType type) =>
        SchemaShape.Column.Of(like.Name, type);
}
