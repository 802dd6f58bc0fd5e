using Ml.Gan.Native;
using Ml.Gan.Training;
using Ml.Gan.Training.Replication;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Networks;

/// <summary>
/// Conditioning augmentation (StackGAN: Zhang et al., 2017): conditions φ, (N, c), to codes (N, 128), μ(φ) + σ(φ)ε with
/// ε ~ N(0, I), so that near conditions share their codes. Training draws ε; inference makes it of the latents, by
/// fixed directions of length 1, for what is drawn depends on ε too. μ and log σ are one fully connected layer with
/// LeakyReLU(0.2).
/// </summary>
internal sealed class ConditioningAugmentation : nn.Module<Tensor, Tensor, Tensor>, IRandomLayer
{
    private const int Size = 128;

    /// <summary>Weight of the divergence, as in the authors' program.</summary>
    private const double Weight = 2;

    private readonly LayerSequence _moments;
    private readonly Tensor _directions;
    private readonly Generator _random;

    /// <summary>Creates the layer.</summary>
    /// <param name="design">What the whole generator is to be like.</param>
    /// <param name="parameters">Makes the weights and the seed.</param>
    public ConditioningAugmentation(GeneratorDesign design, ParameterFactory parameters)
        : base("conditioning_augmentation")
    {
        _moments = new LayerSequence(
            "moments", [new Linear(design.ConditionSize, 2 * Size, parameters), new LeakyRelu()]);
        using (var drawn = parameters.Normal(0, 1, Size, design.LatentSize))
        using (NewDisposeScope())
            _directions = (drawn.detach() / drawn.detach().norm(1, keepdim: true)).DetachFromDisposeScope();
        _random = parameters.CreateGenerator();
        register_module("moments", _moments);
        register_buffer("directions", _directions);
    }

    /// <inheritdoc/>
    public Generator Random => _random;

    /// <summary>
    /// Whether conditions are vectors of more numbers than codes have, which codes make denser, as the authors' program
    /// does with 1024 numbers of a text. Fewer numbers the codes' noise hides rather.
    /// </summary>
    public static bool Suits(GeneratorDesign design) => design is { ConditionIsVector: true, ConditionSize: > Size };

    /// <summary>A design with the codes as its condition.</summary>
    public static GeneratorDesign Augmented(GeneratorDesign design) => design with { ConditionSize = Size };

    /// <summary>Codes of conditions, (N, c), which latents, (N, z), vary.</summary>
    public override Tensor forward(Tensor conditions, Tensor latents)
    {
        var (mean, logDeviation) = Moments(conditions);
        var noise = training
            ? Shard.Draw(mean.shape, shape => torch.randn(shape, ScalarType.Float32, CPU, generator: _random))
                .to(mean.device)
            : nn.functional.linear(latents, _directions);
        return mean + logDeviation.exp() * noise;
    }

    /// <summary>
    /// The weighted divergence of the codes' distributions from N(0, I), a mean over samples and numbers.
    /// </summary>
    /// <param name="conditions">Conditions, (N, c).</param>
    public Tensor Divergence(Tensor conditions)
    {
        var (mean, logDeviation) = Moments(conditions);
        return (((logDeviation * 2).exp() + mean.square() - 1) / 2 - logDeviation).mean() * Weight;
    }

    /// <summary>Writes what inference computes.</summary>
    public OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue conditions, OnnxValue latents)
    {
        var moments = _moments.Export(graph, $"{prefix}/moments", conditions);
        var deviation = graph.Exp(
            $"{prefix}/deviation", graph.Narrow($"{prefix}/log_deviation", moments, axis: 1, Size, Size));
        var noise = graph.Linear($"{prefix}/noise", latents, _directions.ToFloats(), null, Size);
        return graph.Add(
            prefix, graph.Narrow($"{prefix}/mean", moments, axis: 1, 0, Size),
            graph.Mul($"{prefix}/varied", deviation, noise));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _random.Dispose();
        base.Dispose(disposing);
    }

    private (Tensor Mean, Tensor LogDeviation) Moments(Tensor conditions)
    {
        var moments = MixedPrecision.Exact(_moments.call(conditions));
        return (moments.narrow(1, 0, Size), moments.narrow(1, Size, Size));
    }
}
