using Ml.Gan.Data;

namespace Ml.Gan.Networks;

/// <summary>
/// The smallest generator there is, x~ = σ·z + μ: two parameters, which learn the mean and the standard deviation of
/// one-dimensional data. It plays against a fully connected discriminator.
/// </summary>
[CatalogEntry("single numbers from one: learns their mean and standard deviation", "Goodfellow et al., 2014")]
public sealed record Linear1D : NetworkArchitecture
{
    /// <inheritdoc/>
    public override string Name => "linear-1d";

    /// <summary>
    /// Sizes of the discriminator's hidden layers, first to last. Default 32, 32: three layers with the output's.
    /// </summary>
    public IReadOnlyList<int> DiscriminatorWidths { get; init; } = [32, 32];

    /// <summary>Activation of the discriminator's hidden layers. Default tanh.</summary>
    public Activation DiscriminatorActivation { get; init; } = Activation.Tanh;

    /// <inheritdoc/>
    public override void Check(SampleShape shape)
    {
        if (shape.Length != 1)
            throw new GanOptionException("Network",
                $"A linear-1d generator makes single numbers, but a sample has {shape.Length}. Use the mlp network.");
        Discriminator.Check(shape);
    }

    /// <inheritdoc/>
    public override GeneratorNetwork CreateGenerator(GeneratorDesign design, ParameterFactory parameters)
    {
        if (design.InputSize != 1)
            throw new GanOptionException("LatentSize",
                $"A linear-1d generator takes 1 latent number and nothing else, not {design.InputSize} numbers. Set "
                + "the latent size to 1, without conditions.");
        return new SequentialGenerator(design, [new Linear(1, 1, parameters)]);
    }

    /// <inheritdoc/>
    public override DiscriminatorNetwork CreateDiscriminator(DiscriminatorDesign design, ParameterFactory parameters) =>
        Discriminator.CreateDiscriminator(design, parameters);

    private Mlp Discriminator =>
        new() { DiscriminatorWidths = DiscriminatorWidths, DiscriminatorActivation = DiscriminatorActivation };
}
