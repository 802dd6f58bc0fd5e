using Ml.Gan.Data;
using Ml.Gan.Networks.Layers;

namespace Ml.Gan.Networks;

/// <summary>
/// Fully connected networks for any sample shape (Goodfellow et al., 2014). The generator ends in tanh for images
/// and in a linear layer for vectors; hidden layers use ReLU with batch normalisation in the generator and
/// LeakyReLU(0.2) in the discriminator.
/// </summary>
public sealed record Mlp : NetworkArchitecture
{
    /// <inheritdoc/>
    public override string Name => "mlp";

    /// <summary>Sizes of the generator's hidden layers, first to last. Default 256, 512.</summary>
    public IReadOnlyList<int> GeneratorWidths { get; init; } = [256, 512];

    /// <summary>Sizes of the discriminator's hidden layers, first to last. Default 512, 256.</summary>
    public IReadOnlyList<int> DiscriminatorWidths { get; init; } = [512, 256];

    /// <inheritdoc/>
    public override void Check(SampleShape shape)
    {
        if (GeneratorWidths.Concat(DiscriminatorWidths).Any(w => w < 1))
            throw new GanOptionException("Network", "The hidden layers of an mlp need at least 1 unit each.");
    }

    /// <inheritdoc/>
    public override GeneratorNetwork CreateGenerator(SampleShape shape, int latentSize, ParameterFactory parameters)
    {
        var layers = new List<Layer>();
        int width = latentSize;
        foreach (int next in GeneratorWidths)
        {
            layers.AddRange([new Linear(width, next, parameters), new BatchNorm(next, parameters), new Relu()]);
            width = next;
        }
        layers.Add(new Linear(width, shape.Length, parameters));
        if (shape.IsImage)
            layers.AddRange([new Tanh(), new Unflatten(shape.Channels, shape.Height, shape.Width)]);
        return new GeneratorNetwork(latentSize, shape, layers);
    }

    /// <inheritdoc/>
    public override DiscriminatorNetwork CreateDiscriminator(DiscriminatorDesign design, ParameterFactory parameters)
    {
        var builder = new DiscriminatorBuilder(design, parameters);
        if (design.Input.IsImage)
            builder.Flatten();
        int width = design.Input.Length;
        foreach (int next in DiscriminatorWidths)
        {
            builder.AddLinear(width, next, new LeakyRelu());
            width = next;
        }
        return builder.Build(width);
    }
}
