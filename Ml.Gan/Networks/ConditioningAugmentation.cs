using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Networks;

/// <summary>
/// Conditioning augmentation (StackGAN: Zhang et al., 2017): conditions φ, (N, c), to codes (N, 128), μ(φ) + σ(φ)ε with
/// ε ~ N(0, I) in training, so that near conditions share their codes; μ(φ) in inference. μ and log σ are one fully
/// connected layer with LeakyReLU(0.2).
/// </summary>
internal sealed class ConditioningAugmentation : Layer
{
    private const int Size = 128;

    /// <summary>Weight of the divergence, as in the authors' program.</summary>
    private const double Weight = 2;

    private readonly LayerSequence _moments;
    private readonly Generator _random;

    /// <summary>Creates the layer.</summary>
    /// <param name="design">What the whole generator is to be like.</param>
    /// <param name="parameters">Makes the weights and the seed.</param>
    public ConditioningAugmentation(GeneratorDesign design, ParameterFactory parameters)
        : base("conditioning_augmentation")
    {
        _moments = new LayerSequence(
            "moments", [new Linear(design.ConditionSize, 2 * Size, parameters), new LeakyRelu()]);
        _random = parameters.CreateGenerator();
        register_module("moments", _moments);
    }

    /// <summary>A design with the codes as its condition.</summary>
    public static GeneratorDesign Augmented(GeneratorDesign design) => design with { ConditionSize = Size };

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor? condition)
    {
        var (mean, logDeviation) = Moments(input);
        if (!training)
            return mean;
        var noise = torch.randn(mean.shape, ScalarType.Float32, CPU, generator: _random).to(mean.device);
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

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input, OnnxValue? condition) =>
        graph.Narrow($"{prefix}/mean", _moments.Export(graph, $"{prefix}/moments", input), axis: 1, 0, Size);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _random.Dispose();
        base.Dispose(disposing);
    }

    private (Tensor Mean, Tensor LogDeviation) Moments(Tensor conditions)
    {
        var moments = _moments.call(conditions);
        return (moments.narrow(1, 0, Size), moments.narrow(1, Size, Size));
    }
}
