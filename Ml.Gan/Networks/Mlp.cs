using Ml.Gan.Data;

namespace Ml.Gan.Networks;

/// <summary>
/// Fully connected networks for any sample shape (Goodfellow et al., 2014). The generator ends in tanh or a sigmoid for
/// images and in a linear layer for vectors.
/// </summary>
[CatalogEntry("fully connected, for images of any size and for vectors", "Goodfellow et al., 2014")]
public sealed record Mlp : NetworkArchitecture
{
    /// <inheritdoc/>
    public override string Name => "mlp";

    /// <summary>Sizes of the generator's hidden layers, first to last; may be empty. Default 256, 512.</summary>
    public IReadOnlyList<int> GeneratorWidths { get; init; } = [256, 512];

    /// <summary>Sizes of the discriminator's hidden layers, first to last; may be empty. Default 512, 256.</summary>
    public IReadOnlyList<int> DiscriminatorWidths { get; init; } = [512, 256];

    /// <summary>Activation of the generator's hidden layers. Default ReLU.</summary>
    public Activation GeneratorActivation { get; init; } = Activation.Relu;

    /// <summary>Activation of the discriminator's hidden layers. Default LeakyReLU(0.2).</summary>
    public Activation DiscriminatorActivation { get; init; } = Activation.LeakyRelu;

    /// <summary>
    /// Whether the generator's hidden layers are batch-normalized (Ioffe and Szegedy, 2015). Default true.
    /// </summary>
    public bool GeneratorBatchNorm { get; init; } = true;

    /// <summary>
    /// Whether generated images come out of a sigmoid, as 2σ(v) − 1 in [-1, 1], rather than tanh. Default false.
    /// </summary>
    public bool SigmoidOutput { get; init; }

    /// <summary>
    /// Factor on what the discriminator sees, above 0. One that makes the data's details about 0.1 wide lets D tell
    /// them apart early. Default 1.
    /// </summary>
    public double DiscriminatorInputScale { get; init; } = 1;

    /// <inheritdoc/>
    public override void Check(SampleShape shape)
    {
        if (DiscriminatorInputScale is not (> 0 and < double.PositiveInfinity))
            throw new GanOptionException("Network",
                $"The factor on the input of an mlp's discriminator must be above 0; it is {DiscriminatorInputScale}.");
        if (GeneratorWidths.Concat(DiscriminatorWidths).Any(w => w < 1))
            throw new GanOptionException("Network", "The hidden layers of an mlp need at least 1 unit each.");
        if (SigmoidOutput && !shape.IsImage)
            throw new GanOptionException("Network",
                $"A sigmoid at an mlp's output is for images, but the data are vectors of {shape.Length} numbers. "
                + "Leave SigmoidOutput off.");
    }

    /// <inheritdoc/>
    public override GeneratorNetwork CreateGenerator(GeneratorDesign design, ParameterFactory parameters)
    {
        var layers = new List<Layer>();
        var shape = design.Output;
        int width = design.InputSize;
        foreach (int next in GeneratorWidths)
        {
            layers.Add(new Linear(width, next, parameters));
            if (GeneratorBatchNorm)
                layers.Add(new BatchNorm(next, parameters));
            layers.Add(GeneratorActivation.CreateLayer());
            width = next;
        }
        layers.Add(new Linear(width, shape.Length, parameters));
        if (shape.IsImage)
        {
            layers.Add(SigmoidOutput ? new ImageSigmoid() : new Tanh());
            layers.Add(new Unflatten(shape.Channels, shape.Height, shape.Width));
        }
        return new SequentialGenerator(design, layers);
    }

    /// <inheritdoc/>
    public override DiscriminatorNetwork CreateDiscriminator(DiscriminatorDesign design, ParameterFactory parameters)
    {
        var builder = new DiscriminatorBuilder(design, parameters);
        if (builder.Input.IsImage)
            builder.Flatten();
        if (DiscriminatorInputScale != 1)
            builder.Scale(DiscriminatorInputScale);
        int width = builder.Input.Length;
        foreach (int next in DiscriminatorWidths)
        {
            builder.AddLinear(width, next, DiscriminatorActivation.CreateLayer());
            width = next;
        }
        return builder.Build(width);
    }
}
