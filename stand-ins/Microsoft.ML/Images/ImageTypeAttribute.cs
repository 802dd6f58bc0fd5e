using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Image;

/// <summary>Makes a member of type <see cref="MLImage"/> a column of pictures.</summary>
public sealed class ImageTypeAttribute : DataViewTypeAttribute
{
    readonly ImageDataViewType type;

    public ImageTypeAttribute() => type = new();

    public ImageTypeAttribute(int height, int width) => type = new(height, width);

    public override bool Equals(DataViewTypeAttribute other) =>
        other is ImageTypeAttribute image && image.type.Equals(type);

    public override int GetHashCode() => type.GetHashCode();

    public override void Register() => DataViewTypeManager.Register(type, typeof(MLImage), this);
}
