using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Networks.Styles;

/// <summary>
/// The mapping network of StyleGAN2 (Karras et al., 2020): latents (N, z), and conditions (N, c) where there are any,
/// to styles w, (N, z). Latents are normalized to a mean square of 1; conditions are embedded, normalized likewise and
/// joined to them. Fully connected layers with LeakyReLU(0.2) follow, whose weights learn at a hundredth of the rate.
/// </summary>
internal sealed class MappingNetwork : Layer
{
    private const double LearningRate = 0.01;

    private readonly PixelNorm _normalize = new();
    private readonly EqualizedLinear? _embedding;
    private readonly LayerSequence _layers;

    /// <param name="design">What the whole generator is to be like.</param>
    /// <param name="layers">Number of layers.</param>
    /// <param name="parameters">Makes the weights.</param>
    public MappingNetwork(GeneratorDesign design, int layers, ParameterFactory parameters)
        : base("mapping")
    {
        int size = design.LatentSize, inputs = size;
        register_module("normalize", _normalize);
        if (design.ConditionSize > 0)
        {
            _embedding = new EqualizedLinear(design.ConditionSize, size, gain: 1, parameters);
            register_module("embedding", _embedding);
            inputs += size;
        }
        List<Layer> all = [];
        for (int i = 0; i < layers; i++)
        {
            all.Add(new EqualizedLinear(
                i == 0 ? inputs : size, size, EqualizedWeight.RectifierGain, parameters, learningRate: LearningRate));
            all.Add(new LeakyRelu());
        }
        _layers = new LayerSequence("layers", all);
        register_module("layers", _layers);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor? condition)
    {
        var latents = _normalize.call(input);
        return MixedPrecision.Exact(_layers.call(_embedding is null
            ? latents
            : torch.cat([latents, _normalize.call(_embedding.call(Required(condition)))], 1)));
    }

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input, OnnxValue? condition)
    {
        var joined = _normalize.Export(graph, $"{prefix}/latent", input);
        if (_embedding is not null)
        {
            var embedded = _embedding.Export(graph, $"{prefix}/embedding", Required(condition));
            joined = graph.Concat(
                $"{prefix}/input", [joined, _normalize.Export(graph, $"{prefix}/condition", embedded)]);
        }
        return _layers.Export(graph, prefix, joined);
    }
}
