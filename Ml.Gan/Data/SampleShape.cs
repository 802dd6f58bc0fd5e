namespace Ml.Gan.Data;

/// <summary>
/// Shape of one sample: an image (channels, height, width), or a flat vector, which has height and width 1.
/// </summary>
/// <param name="Channels">Channels of an image (1 gray, 3 red-green-blue), or the length of a vector.</param>
/// <param name="Height">Rows of an image; 1 for a vector.</param>
/// <param name="Width">Columns of an image; 1 for a vector.</param>
public readonly record struct SampleShape(int Channels, int Height, int Width)
{
    /// <summary>Number of values in one sample: C·H·W.</summary>
    public int Length => Channels * Height * Width;

    /// <summary>Whether the sample has rows or columns; a vector has neither.</summary>
    public bool IsImage => Height > 1 || Width > 1;

    /// <summary>Shape of a flat vector of <paramref name="length"/> values.</summary>
    public static SampleShape Vector(int length) => new(length, 1, 1);

    /// <summary>The shape as text: "1x28x28" for an image, "12" for a vector.</summary>
    public override string ToString() => IsImage ? $"{Channels}x{Height}x{Width}" : $"{Channels}";
}
