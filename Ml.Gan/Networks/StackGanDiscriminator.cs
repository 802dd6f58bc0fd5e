namespace Ml.Gan.Networks;

/// <summary>
/// Discriminators of a <see cref="StackGan"/>'s stages: a <see cref="Dcgan"/>'s down to 4×4 (3×3 from 28×28), where the
/// condition comes in, compressed to 128 numbers, by a 1×1 convolution (Zhang et al., 2017).
/// </summary>
internal static class StackGanDiscriminator
{
    private const int Compressed = 128;

    /// <summary>Creates a discriminator with <paramref name="width"/> channels next to the image.</summary>
    public static DiscriminatorNetwork Create(DiscriminatorDesign design, int width, ParameterFactory parameters)
    {
        bool meets = design is { ConditionSize: > 0, ProjectsCondition: false };
        var builder = new DiscriminatorBuilder(meets ? design with { ConditionSize = 0 } : design, parameters);
        var (channels, size) = new Dcgan { Width = width }.AddHalvings(builder, SquareImages.SmallestSize);
        if (meets)
        {
            builder.Add(new RepeatedCondition(
                size,
                [
                    new Linear(design.ConditionSize, Compressed, parameters, design.SpectralNorm),
                    new LeakyRelu(),
                ]));
            builder.AddConvolution(
                channels + Compressed, channels, kernel: 1, stride: 1, padding: 0, batchNorm: true);
        }
        builder.Flatten();
        return builder.Build(channels * size * size);
    }
}
