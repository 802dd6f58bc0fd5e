namespace Ml.Gan;

/// <summary>Type of a column of images that a transformer adds.</summary>
public enum OutputKind
{
    /// <summary>Float vectors of the dimensions (1, C, H, W) with values in [-1, 1].</summary>
    Vector,

    /// <summary>Images (<c>MLImage</c>), opaque, gray ones with three equal colors.</summary>
    Image,
}
