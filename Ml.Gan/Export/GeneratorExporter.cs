using Ml.Gan.Networks;
using Ml.Gan.Onnx;

namespace Ml.Gan.Export;

/// <summary>Walks a generator's layers and writes them as an ONNX graph.</summary>
internal static class GeneratorExporter
{
    /// <summary>Input of an exported generator: latent vectors, float (N, z).</summary>
    public const string LatentName = "latent";

    /// <summary>Output of an exported generator of images, float (N, C, H, W), or of vectors, float (N, D).</summary>
    public static string OutputName(GeneratorNetwork network) => network.Output.IsImage ? "image" : "sample";

    public static OnnxGraph Export(GeneratorNetwork network, GeneratorDescription description, long steps) =>
        Export(network, description, steps, OutputName(network), graph => graph.Input(LatentName, null, network.LatentSize));

    /// <summary>Exports with another source of latent vectors and another output name, as a pipeline needs.</summary>
    public static OnnxGraph Export(
        GeneratorNetwork network, GeneratorDescription description, long steps, string outputName, Func<OnnxGraph, OnnxValue> latent)
    {
        var graph = new OnnxGraph("generator");
        graph.Output(outputName, network.Export(graph, latent(graph)));
        description.WriteTo(graph.Metadata, steps);
        return graph;
    }
}
