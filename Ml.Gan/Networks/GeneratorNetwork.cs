using Ml.Gan.Data;
using Ml.Gan.Networks.Layers;
using Ml.Gan.Onnx;

namespace Ml.Gan.Networks;

/// <summary>G: latent vectors (N, z) to samples, images (N, C, H, W) in [-1, 1] or vectors (N, D).</summary>
public sealed class GeneratorNetwork : LayerSequence
{
    /// <summary>Creates the network, which owns its layers from then on.</summary>
    public GeneratorNetwork(int latentSize, SampleShape output, IReadOnlyList<Layer> layers)
        : base("generator", layers)
    {
        LatentSize = latentSize;
        Output = output;
    }

    /// <summary>Length z of a latent vector.</summary>
    public int LatentSize { get; }

    /// <summary>Shape of one generated sample.</summary>
    public SampleShape Output { get; }

    /// <summary>Writes the inference-time network with the input <paramref name="latent"/> (N, z).</summary>
    public OnnxValue Export(OnnxGraph graph, OnnxValue latent) => Export(graph, GetName(), latent);
}
