namespace Ml.Gan.Onnx;

/// <summary>How images are laid out in a grid.</summary>
public sealed record ImageGridOptions
{
    /// <summary>Images in a row. Default 0: as many as make the grid square.</summary>
    public int Columns { get; init; }

    /// <summary>Pixels between images and around them, before scaling. Default 2.</summary>
    public int Padding { get; init; } = 2;

    /// <summary>
    /// How many times each pixel is repeated in each direction. Default 0: as often as makes an image at least 56
    /// pixels high.
    /// </summary>
    public int Scale { get; init; }

    /// <summary>The gray value between images and in empty cells. Default 0, black.</summary>
    public byte Background { get; init; }

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Columns);
        ArgumentOutOfRangeException.ThrowIfNegative(Padding);
        ArgumentOutOfRangeException.ThrowIfNegative(Scale);
    }
}
