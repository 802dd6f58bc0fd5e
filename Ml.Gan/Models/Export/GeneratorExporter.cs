using Ml.Gan.Networks;
using Ml.Gan.Onnx;

namespace Ml.Gan.Models.Export;

/// <summary>Walks a generator's layers and writes them as an ONNX graph.</summary>
internal static class GeneratorExporter
{
    /// <summary>Output of an exported generator of images, float (N, C, H, W), or of vectors, float (N, D).</summary>
    public static string OutputName(GeneratorNetwork network) => network.Design.Output.IsImage ? "image" : "sample";

    public static OnnxGraph Export(GeneratorNetwork network, Conditioning plan, GeneratorDescription description, long steps) =>
        Export(network, description, steps, OutputName(network), graph =>
            (graph.Input(GeneratorInputs.Latent, null, network.Design.LatentSize), ConditionInputs.Write(graph, plan)));

    /// <summary>Exports with another source of latent vectors and conditions, and another output name, as a pipeline needs.</summary>
    public static OnnxGraph Export(
        GeneratorNetwork network,
        GeneratorDescription description,
        long steps,
        string outputName,
        Func<OnnxGraph, (OnnxValue Latent, OnnxValue? Condition)> inputs)
    {
        var graph = new OnnxGraph("generator");
        var (latent, condition) = inputs(graph);
        graph.Output(outputName, network.Export(graph, latent, condition));
        description.WriteTo(graph.Metadata, steps);
        return graph;
    }
}
