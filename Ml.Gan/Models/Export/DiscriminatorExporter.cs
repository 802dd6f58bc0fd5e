using System.Text.Json;
using Ml.Gan.Data;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using Ml.Gan.Onnx;

namespace Ml.Gan.Models.Export;

/// <summary>
/// Writes a discriminator as an ONNX graph: how real samples are and, where it classifies, what they are.
/// </summary>
internal static class DiscriminatorExporter
{
    public static OnnxGraph Export(
        DiscriminatorNetwork network,
        Objective objective,
        SampleShape shape,
        int packing,
        Conditioning plan,
        GeneratorDescription description,
        long steps)
    {
        var graph = new OnnxGraph("discriminator");
        long channels = (long)shape.Channels * packing;
        var samples = shape.IsImage
            ? graph.Input(DiscriminatorNames.Image, null, channels, shape.Height, shape.Width)
            : graph.Input(DiscriminatorNames.Sample, null, channels);
        var condition = plan.DiscriminatorSize == 0 ? null : WriteCondition(graph, plan, packing);
        var scores = network.Export(graph, samples, condition);
        graph.Output(DiscriminatorNames.Score, objective.ExportScore(graph, scores));
        if (plan.Classes.Count > 0)
            graph.Output(DiscriminatorNames.Probabilities, graph.Softmax("probabilities", scores));
        Describe(graph.Metadata, plan, packing, description, steps);
        return graph;
    }

    private static OnnxValue WriteCondition(OnnxGraph graph, Conditioning plan, int packing)
    {
        if (packing == 1)
            return ConditionInputs.WriteCondition(graph, plan)!;
        int size = plan.ConditionSize;
        if (plan.Condition is not LabelCondition)
            return graph.Input(GeneratorInputs.Condition, null, (long)size * packing);
        var labels = graph.Input(GeneratorInputs.Label, OnnxElementType.Int64, null, packing);
        return graph.Reshape("packed", graph.OneHot("one_hot", labels, size), -1, (long)size * packing);
    }

    private static void Describe(
        IDictionary<string, string> metadata,
        Conditioning plan,
        int packing,
        GeneratorDescription description,
        long steps)
    {
        description.WriteTo(metadata, steps);
        metadata.Remove(GeneratorMetadata.LatentSize);
        metadata.Remove(GeneratorMetadata.Codes);
        if (plan.Classes.Count > 0)
            metadata[GeneratorMetadata.Labels] = JsonSerializer.Serialize(plan.Classes);
        if (packing > 1)
            metadata[GeneratorMetadata.Packing] = $"{packing}";
    }
}
