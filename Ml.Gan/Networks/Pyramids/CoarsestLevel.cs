using Ml.Gan.Networks.Layers;

namespace Ml.Gan.Networks.Pyramids;

/// <summary>
/// The networks that draw and judge a Laplacian pyramid's smallest images. They show already what the whole image does, so they are the
/// largest of the pyramid's, with up to four times the feature maps of the other levels.
/// </summary>
internal static class CoarsestLevel
{
    public static GeneratorNetwork CreateGenerator(GeneratorDesign design, int width, ParameterFactory parameters) =>
        new SequentialGenerator(
            design,
            [
                new Projection(design.InputSize, 4 * width, design.Output.Height, parameters),
                new BatchNorm(4 * width, parameters),
                new Relu(),
                .. NormalisedConvolution.Create(4 * width, 2 * width, parameters),
                new Convolution(2 * width, design.Output.Channels, kernel: 3, stride: 1, padding: 1, bias: true, parameters),
                new Tanh(),
            ]);

    public static DiscriminatorNetwork CreateDiscriminator(DiscriminatorDesign design, int width, ParameterFactory parameters)
    {
        var builder = new DiscriminatorBuilder(design, parameters);
        int half = design.Input.Height / 2;
        builder.AddConvolution(builder.Input.Channels, 2 * width, kernel: 3, stride: 1, padding: 1, batchNorm: false);
        builder.AddConvolution(2 * width, 4 * width, kernel: 4, stride: 2, padding: 1, batchNorm: true);
        builder.Flatten();
        return builder.Build(4 * width * half * half);
    }
}
