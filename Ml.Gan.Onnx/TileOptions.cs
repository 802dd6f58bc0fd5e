namespace Ml.Gan.Onnx;

/// <summary>Tiles that large images are translated in, so that memory doesn't grow with them.</summary>
public sealed record TileOptions
{
    /// <summary>The least <see cref="Size"/>.</summary>
    public const int LeastSize = 16;

    /// <summary>The greatest <see cref="Size"/>.</summary>
    public const int GreatestSize = 1 << 14;

    private const int SharesOfOverlap = 8;

    /// <summary>
    /// Side of a tile in pixels of the input, 16 to 16384. Images of more than Size² pixels go in tiles, smaller ones
    /// in one piece, several at once as long as they have Size² pixels together. Default 512. Tiles are at least two of
    /// <see cref="TranslatorInfo.SizeMultiple"/> high and wide, whatever this is.
    /// </summary>
    public int Size { get; init; } = 512;

    /// <summary>
    /// Pixels of the input that neighboring tiles share, 0 to Size / 2, rounded up to a multiple of
    /// <see cref="TranslatorInfo.SizeMultiple"/>. The outer quarter of what two tiles share isn't used of either, as
    /// near its edge a tile doesn't see what surrounds it; over the half between, one fades into the other linearly. So
    /// a network whose outputs depend on nothing further than a quarter of this gives the same in tiles as in one
    /// piece. Default null: an eighth of Size.
    /// </summary>
    public int? Overlap { get; init; }

    internal int SharedPixels => Overlap ?? Size / SharesOfOverlap;

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Size, LeastSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Size, GreatestSize);
        if (Overlap is { } overlap && (overlap < 0 || overlap > Size / 2))
            throw new ArgumentOutOfRangeException(
                nameof(Overlap), overlap,
                $"Tiles of {Size}×{Size} pixels share 0 to {Size / 2} pixels with their neighbors, not {overlap}.");
    }
}
