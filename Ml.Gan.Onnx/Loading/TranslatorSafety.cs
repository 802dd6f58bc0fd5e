using Ml.Gan.Onnx.Loading.Sizes;
using Ml.Gan.Onnx.Translating;

namespace Ml.Gan.Onnx.Loading;

/// <summary>
/// Checks of a translator's model at the size of its tiles, as no images of more pixels go through it at once.
/// </summary>
internal static class TranslatorSafety
{
    /// <returns>Whether ONNX Runtime may compute constants when it loads the model.</returns>
    /// <exception cref="GanOnnxException">The model is refused; the message says why.</exception>
    internal static bool Check(ModelFile file, TranslatorInfo info, TileOptions tiles)
    {
        int side = TileAxis.Longest(tiles, info.SizeMultiple, info.LeastSize);
        var (foldsConstants, made) = ModelSafety.Check(file, tile: side);
        long outputSide = (long)side * info.Scale;
        double numbers = Math.Max(
            (double)info.InputChannels * side * side, (double)info.OutputChannels * outputSide * outputSide);
        if (numbers > SizeWalk.MostOfTile)
            throw new GanOnnxException(
                $"{file.Name} says that tiles of {side}×{side} pixels have {numbers:N0} numbers, or their results "
                + $"have; at most {SizeWalk.MostOfTile:N0} are computed. Choose smaller tiles (TileOptions.Size, "
                + "--tile).");
        if (made[info.Output.Name]?.Shape is not { } shape
            || (shape is [_, var channels, var height, var width] && channels == info.OutputChannels
                && height == outputSide && width == outputSide))
            return foldsConstants;
        throw new GanOnnxException(
            $"{file.Name} says that its output is {info.Output} and {info.Scale} times as high and wide as its input "
            + $"({TranslatorMetadata.Scale}), but of {info.InputChannels}×{side}×{side} numbers its graph makes "
            + $"{string.Join('×', shape.Skip(1))}.");
    }
}
