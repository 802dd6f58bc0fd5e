using static TorchSharp.torch;

namespace Ml.Gan.Models.Augmentations;

/// <summary>
/// Changes of the colors of N images that adaptive augmentation has drawn (ADA: Karras et al., 2020), in the order in
/// which they are made; (N) each, with 0 for no change but of contrast and saturation, where it is 1.
/// </summary>
/// <param name="Brightness">What is added.</param>
/// <param name="Contrast">Factor around 0, the middle of the range.</param>
/// <param name="LumaFlip">1 for gray x to become −x.</param>
/// <param name="Hue">Radians around the gray axis.</param>
/// <param name="Saturation">Factor of the distance from the gray axis.</param>
internal sealed record ColorChanges(
    Tensor Brightness, Tensor Contrast, Tensor LumaFlip, Tensor Hue, Tensor Saturation)
{
    private const int Colors = 3;
    private const double BrightnessDeviation = 0.2, ContrastOctaves = 0.5, SaturationOctaves = 1;

    /// <summary>Draws changes, each with the same probability.</summary>
    public static ColorChanges Draw(SampleDraws draws, long count, double probability)
    {
        return new ColorChanges(
            draws.Normal(count, BrightnessDeviation) * Chosen(),
            Factor(ContrastOctaves),
            draws.Integer(count, 0, 1) * Chosen(),
            draws.Uniform(count, -Math.PI, Math.PI) * Chosen(),
            Factor(SaturationOctaves));

        Tensor Chosen() => draws.Chance(count, probability);

        Tensor Factor(double octaves) => (draws.Normal(count, octaves) * Chosen()).exp2();
    }

    /// <summary>(N, 4, 4), from colors to changed colors.</summary>
    public Tensor Matrices() => new[]
    {
        Homogeneous.Saturate(Saturation),
        Homogeneous.RotateHue(Hue),
        Homogeneous.FlipLuma(LumaFlip.to_type(Brightness.dtype)),
        Homogeneous.Scale(Contrast, Contrast, Contrast),
        Homogeneous.Translate(Brightness, Brightness, Brightness),
    }.Aggregate((product, next) => product.matmul(next));

    /// <summary>
    /// Images, (N, C, H, W), with changed colors: of 3 channels as colors, of others as gray, each channel by itself.
    /// </summary>
    public Tensor Of(Tensor images)
    {
        var matrices = Matrices();
        if (images.shape[1] != Colors)
        {
            // Hue and saturation leave gray as it is, so that any row says what becomes of it.
            var row = matrices.select(1, 0);
            return images * row.narrow(1, 0, Colors).sum(1).view(-1, 1, 1, 1)
                + row.select(1, Colors).view(-1, 1, 1, 1);
        }
        var changed = matrices.narrow(1, 0, Colors).narrow(2, 0, Colors).matmul(images.flatten(2))
            + matrices.narrow(1, 0, Colors).narrow(2, Colors, 1);
        return changed.view(images.shape);
    }
}
