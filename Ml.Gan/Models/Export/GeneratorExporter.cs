using Ml.Gan.Networks;
using Ml.Gan.Onnx;

namespace Ml.Gan.Models.Export;

/// <summary>Export of a generator: a walk over its layers that writes them as an ONNX graph.</summary>
internal static class GeneratorExporter
{
    /// <param name="network">The generator.</param>
    /// <param name="conditioning">What it is told.</param>
    /// <param name="description">What the file says about it.</param>
    /// <param name="steps">Training steps of its weights.</param>
    /// <param name="seedInput">Whether the graph makes latents from seeds.</param>
    /// <returns>A graph with the output <c>image</c>, float (N, C, H, W), or <c>sample</c>, float (N, D).</returns>
    public static OnnxGraph Export(
        GeneratorNetwork network,
        Conditioning conditioning,
        GeneratorDescription description,
        long steps,
        bool seedInput)
    {
        var graph = new OnnxGraph("generator");
        int latentSize = network.Design.LatentSize;
        var latent = seedInput
            ? OnnxComposition.SeededLatent(graph, latentSize)
            : graph.Input(GeneratorInputs.Latent, null, latentSize);
        var condition = ConditionInputs.Write(graph, conditioning);
        string output = network.Design.Output.IsImage ? "image" : "sample";
        graph.Output(output, network.Export(graph, latent, condition));
        description.WriteTo(graph.Metadata, steps);
        return graph;
    }
}
