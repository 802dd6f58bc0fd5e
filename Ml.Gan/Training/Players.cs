using Ml.Gan.Data;
using Ml.Gan.Networks;
using Ml.Gan.Networks.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ml.Gan.Training;

/// <summary>Generator and discriminator (where the objective has one), each with its optimiser.</summary>
internal sealed class Players : IDisposable
{
    public Players(TrainingOptions options, SampleShape shape, Device device)
    {
        var recommended = options.Objective.RecommendedOptimizer;
        using (var parameters = new ParameterFactory(SeedStream.Generator.Derive(options.SeedOrDefault), device))
            Generator = options.Network.CreateGenerator(shape, options.LatentSize, parameters);
        GeneratorParameters = [.. Generator.parameters()];
        GeneratorOptimizer = (options.GeneratorOptimizer ?? recommended).Create(GeneratorParameters);
        if (!options.Objective.UsesDiscriminator)
            return;
        using (var parameters = new ParameterFactory(SeedStream.Discriminator.Derive(options.SeedOrDefault), device))
            Discriminator = options.Network.CreateDiscriminator(Design(options, shape), parameters);
        DiscriminatorParameters = [.. Discriminator.parameters()];
        DiscriminatorOptimizer = (options.DiscriminatorOptimizer ?? recommended).Create(DiscriminatorParameters, options.DiscriminatorWeightDecay);
    }

    public GeneratorNetwork Generator { get; }

    public DiscriminatorNetwork? Discriminator { get; }

    /// <summary>G's weights, listed once: asking a network for them walks its layers.</summary>
    public IReadOnlyList<Parameter> GeneratorParameters { get; }

    /// <summary>D's weights; none where there is no D.</summary>
    public IReadOnlyList<Parameter> DiscriminatorParameters { get; } = [];

    public optim.Optimizer GeneratorOptimizer { get; }

    public optim.Optimizer? DiscriminatorOptimizer { get; }

    public IEnumerable<optim.Optimizer> Optimizers => new[] { GeneratorOptimizer, DiscriminatorOptimizer }.OfType<optim.Optimizer>();

    /// <summary>
    /// Whether D's weights collect gradients. They need none in G's step, which saves computing them.
    /// </summary>
    public bool DiscriminatorLearns
    {
        set
        {
            foreach (var parameter in DiscriminatorParameters)
                parameter.requires_grad = value;
        }
    }

    public void Dispose()
    {
        GeneratorOptimizer.Dispose();
        DiscriminatorOptimizer?.Dispose();
        Generator.Dispose();
        Discriminator?.Dispose();
    }

    private static DiscriminatorDesign Design(TrainingOptions options, SampleShape shape) => new()
    {
        Input = shape with { Channels = shape.Channels * options.Packing },
        Outputs = options.Objective.DiscriminatorOutputs,
        BatchNorm = !options.SpectralNorm && options.Penalties().All(penalty => penalty.AllowsBatchNorm),
        SpectralNorm = options.SpectralNorm,
        Dropout = options.DiscriminatorDropout,
        MinibatchFeature = options.MinibatchFeature,
    };
}
