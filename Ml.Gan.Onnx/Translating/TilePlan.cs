namespace Ml.Gan.Onnx.Translating;

/// <summary>How images of one size are translated: each in one piece, several at once, or in tiles.</summary>
/// <param name="Rows">The tiles along the height.</param>
/// <param name="Columns">The tiles along the width.</param>
/// <param name="ImagesInRun">How many images go through the network at once; 1 where there are tiles.</param>
internal sealed record TilePlan(TileAxis Rows, TileAxis Columns, int ImagesInRun)
{
    /// <summary>Whether an image is one tile.</summary>
    internal bool IsWhole => Rows.Starts.Length == 1 && Columns.Starts.Length == 1;

    /// <exception cref="ArgumentOutOfRangeException">The image is too high or too wide.</exception>
    internal static TilePlan For(int height, int width, TranslatorInfo info, TileOptions options, int batchSize)
    {
        int paddedHeight = Padded(height, info, nameof(height));
        int paddedWidth = Padded(width, info, nameof(width));
        long most = (long)options.Size * options.Size, pixels = (long)paddedHeight * paddedWidth;
        if (pixels <= most)
            return new TilePlan(
                TileAxis.Whole(height, paddedHeight, info.Scale), TileAxis.Whole(width, paddedWidth, info.Scale),
                (int)Math.Min(batchSize, most / pixels));
        var rows = Tiled(height, paddedHeight);
        long widest = Array.MaxLength / ((long)info.OutputChannels * rows.Length * info.Scale * info.Scale);
        return width <= widest
            ? new TilePlan(rows, Tiled(width, paddedWidth), ImagesInRun: 1)
            : throw new ArgumentOutOfRangeException(
                nameof(width), width, $"In tiles of {rows.Length} rows an image may be {widest} pixels wide.");

        TileAxis Tiled(int side, int padded) =>
            TileAxis.Tiled(side, padded, info.Scale, info.SizeMultiple, options, info.LeastSize);
    }

    /// <summary>
    /// Where a pixel of a padded image comes from: what is behind the last one mirrors what is before it.
    /// </summary>
    internal static int Reflected(int place, int side)
    {
        if (place < side)
            return place;
        int period = Math.Max(1, 2 * (side - 1)), within = place % period;
        return Math.Min(within, period - within) % side;
    }

    private static int Padded(int side, TranslatorInfo info, string name)
    {
        long least = Math.Max(side, info.LeastSize);
        long padded = (least + info.SizeMultiple - 1) / info.SizeMultiple * info.SizeMultiple;
        return padded * info.Scale <= Array.MaxLength ? (int)padded : throw new ArgumentOutOfRangeException(
            name, side, $"An image may be {Array.MaxLength / info.Scale - info.SizeMultiple} pixels high or wide.");
    }
}
