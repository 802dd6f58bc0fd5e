using System.Globalization;

namespace Ml.Gan.Onnx.Loading;

/// <summary>What the channels of a translator's input are, as its file says it.</summary>
/// <param name="TakesMask">Whether they are an image, its mask and what guides, rather than one image.</param>
/// <param name="Guidance">Channels of what guides; 0 for none.</param>
internal readonly record struct TranslatorRoles(bool TakesMask, int Guidance)
{
    private const string Image = "image", Mask = "mask", Guiding = "guidance";

    /// <summary>Roles of the input of a network that fills holes, as a file says them.</summary>
    internal static string Text(int image, int guidance) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Image}:{image},{Mask}:1{(guidance == 0 ? "" : $",{Guiding}:{guidance}")}");

    /// <exception cref="GanOnnxException">
    /// They can't be read, or don't go with the network's input and output.
    /// </exception>
    internal static TranslatorRoles Read(
        ModelFile file, IReadOnlyDictionary<string, string> metadata, TensorInfo input, TensorInfo output, int scale)
    {
        if (!metadata.TryGetValue(TranslatorMetadata.InputRoles, out string? text))
            return default;
        int image = (int)output.Shape[1]!.Value, guidance = (int)input.Shape[1]!.Value - image - 1;
        return guidance >= 0 && scale == 1 && text == Text(image, guidance)
            ? new TranslatorRoles(TakesMask: true, guidance)
            : throw new GanOnnxException(
                $"{file.Name} says {TranslatorMetadata.InputRoles} = '{QuotedText.Of(text)}', but its input is {input} "
                + $"and its output {output}; expected '{Text(image, Math.Max(0, guidance))}': an image as the "
                + "output's, a mask of one channel, and the rest guidance; and the scale 1.");
    }
}
