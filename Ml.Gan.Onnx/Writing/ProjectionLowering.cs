namespace Ml.Gan.Onnx.Writing;

/// <summary>
/// Writes a transposed convolution of a single pixel, which turns latents into the first feature maps, as one product
/// of matrices for the whole batch.
/// </summary>
internal static class ProjectionLowering
{
    /// <summary>The nodes with such convolutions replaced. The order, and all other nodes, stay.</summary>
    internal static IReadOnlyList<OnnxNode> Lower(OnnxGraph graph, IReadOnlyList<OnnxNode> nodes, NameTable names)
    {
        var points = nodes.Where(IsPoint).ToDictionary<OnnxNode, OnnxValue>(
            node => node.Output, ReferenceEqualityComparer.Instance);
        OnnxNode[] lowered =
        [
            .. nodes.SelectMany(node => IsProjection(node) && points.TryGetValue(node.Inputs[0]!, out var point)
                ? Project(graph, names, point.Inputs[0]!, node)
                : [node]),
        ];
        var read = lowered.SelectMany(node => node.Inputs).Concat(graph.Outputs)
            .ToHashSet<OnnxValue?>(ReferenceEqualityComparer.Instance);
        return [.. lowered.Where(node => !points.ContainsKey(node.Output) || read.Contains(node.Output))];
    }

    private static bool IsPoint(OnnxNode node) => node.Op == "Reshape"
        && node.Inputs[0] is { Shape: [_, { } size] } && node.Output.Shape is [_, { } channels, 1, 1]
        && size == channels;

    private static bool IsProjection(OnnxNode node) => node.Op == "ConvTranspose"
        && node.Inputs[1] is { Data: float[], Shape: [_, _, { } height, { } width] }
        && node.IntAttribute("group", 1) == 1 && node.Inputs is [_, _] or [_, _, { Data: float[] } or null]
        && node.Output.Shape is [_, _, { } rows, { } columns] && rows == height && columns == width
        && node.Attributes.All(attribute => attribute.Name != "output_padding"
            && (attribute.Name != "pads" || (attribute.Value is long[] pads && pads.All(pad => pad == 0))));

    private static OnnxNode[] Project(OnnxGraph graph, NameTable names, OnnxValue latent, OnnxNode node)
    {
        var old = node.Inputs[1]!;
        long size = old.Shape[0]!.Value, channels = old.Shape[1]!.Value;
        long height = old.Shape[2]!.Value, width = old.Shape[3]!.Value, features = channels * height * width;
        var weight = new OnnxValue(
            graph, names.Unique($"{node.Name}.matrix"), OnnxElementType.Float, [size, features], old.Data);
        List<OnnxValue> inputs = [latent, weight];
        if (node.Inputs.ElementAtOrDefault(2)?.Data is float[] bias)
            inputs.Add(new OnnxValue(
                graph, names.Unique($"{node.Name}.features"), OnnxElementType.Float, [features],
                bias.SelectMany(term => Enumerable.Repeat(term, (int)(height * width))).ToArray()));
        var product = new OnnxValue(
            graph, names.Unique($"{node.Name}.product"), OnnxElementType.Float, [latent.Shape[0], features]);
        var shape = new OnnxValue(
            graph, names.Unique($"{node.Name}.shape"), OnnxElementType.Int64, [4],
            new long[] { 0, channels, height, width });
        return
        [
            new OnnxNode("Gemm", product.Name, inputs, product, []),
            new OnnxNode("Reshape", node.Name, [product, shape], node.Output, []),
        ];
    }
}
