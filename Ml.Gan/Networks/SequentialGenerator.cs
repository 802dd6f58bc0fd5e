using Ml.Gan.Networks.Layers;
using Ml.Gan.Onnx;
using static TorchSharp.torch;

namespace Ml.Gan.Networks;

/// <summary>
/// A generator of layers one after the other. The first gets latents and conditions joined, (N, z + c); layers that are
/// conditional themselves get the condition once more.
/// </summary>
public sealed class SequentialGenerator : GeneratorNetwork
{
    private readonly LayerSequence _layers;

    /// <summary>Creates the network, which owns its layers from then on.</summary>
    public SequentialGenerator(GeneratorDesign design, IReadOnlyList<Layer> layers)
        : base(design)
    {
        _layers = new LayerSequence("layers", layers);
        register_module("layers", _layers);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor latents, Tensor? condition) => _layers.Apply(Join(latents, condition), condition);

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, OnnxValue latent, OnnxValue? condition) =>
        _layers.Export(graph, GetName(), Join(graph, latent, condition), condition);
}
