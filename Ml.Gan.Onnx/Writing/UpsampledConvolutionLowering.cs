namespace Ml.Gan.Onnx.Writing;

/// <summary>
/// Writes a 3×3 convolution of an image whose pixels were doubled as one transposed convolution of the image itself:
/// the four output pixels of an input pixel see but 2×2 different ones, so that 16 products take the place of 36 (the
/// resize-convolution of Odena et al., 2016, computed as a deconvolution).
/// </summary>
internal static class UpsampledConvolutionLowering
{
    private const int Kernel = 3, Merged = 4;

    /// <summary>
    /// The rows of the 3×3 kernel that add up to each row of the 4×4 one, which is applied with stride 2, padding 1.
    /// </summary>
    private static readonly int[][] s_rows = [[2], [1, 2], [0, 1], [0]];

    /// <summary>The nodes with such pairs replaced. The order, and all other nodes, stay.</summary>
    internal static IReadOnlyList<OnnxNode> Lower(
        OnnxGraph graph, IReadOnlyList<OnnxNode> nodes, NameTable names)
    {
        var doublings = nodes.Where(IsDoubling).ToDictionary<OnnxNode, OnnxValue>(
            node => node.Output, ReferenceEqualityComparer.Instance);
        var merged = nodes.Select(Lower).ToArray();
        var read = merged.SelectMany(node => node.Inputs).Concat(graph.Outputs)
            .ToHashSet<OnnxValue?>(ReferenceEqualityComparer.Instance);
        return [.. merged.Where(node => !doublings.ContainsKey(node.Output) || read.Contains(node.Output))];

        OnnxNode Lower(OnnxNode node) =>
            IsPlainConvolution(node) && doublings.TryGetValue(node.Inputs[0]!, out var doubling)
                ? Merge(graph, names, doubling.Inputs[0]!, node)
                : node;
    }

    private static bool IsDoubling(OnnxNode node) =>
        node.Op == "Resize" && node.Attributes.Contains(("mode", "nearest"))
        && node.Attributes.Contains(("coordinate_transformation_mode", "asymmetric"))
        && node.Attributes.Contains(("nearest_mode", "floor"))
        && node.Inputs is [_, null, { Data: float[] and [1f, 1f, 2f, 2f] }];

    private static bool IsPlainConvolution(OnnxNode node) =>
        node.Op == "Conv" && node.IntAttribute("group", 1) == 1
        && node.Inputs[1] is { Data: float[], Shape: [_, _, Kernel, Kernel] }
        && node.Attributes.All(attribute => attribute is { Name: "group" }
            or { Name: "kernel_shape", Value: long[] and [Kernel, Kernel] }
            or { Name: "strides", Value: long[] and [1, 1] }
            or { Name: "pads", Value: long[] and [1, 1, 1, 1] })
        && node.Attributes.Any(attribute => attribute.Name == "pads");

    private static OnnxNode Merge(OnnxGraph graph, NameTable names, OnnxValue image, OnnxNode convolution)
    {
        var old = convolution.Inputs[1]!;
        int outputs = (int)old.Shape[0]!.Value, inputs = (int)old.Shape[1]!.Value;
        var weight = new OnnxValue(
            graph, names.Unique($"{convolution.Name}.doubled.weight"), OnnxElementType.Float,
            [inputs, outputs, Merged, Merged], MergedWeight((float[])old.Data!, outputs, inputs));
        return new OnnxNode(
            "ConvTranspose", convolution.Name, [image, weight, .. convolution.Inputs.Skip(2)], convolution.Output,
            [
                ("kernel_shape", new long[] { Merged, Merged }),
                ("strides", new long[] { 2, 2 }),
                ("pads", new long[] { 1, 1, 1, 1 }),
            ]);
    }

    /// <summary>(outputs, inputs, 3, 3) to (inputs, outputs, 4, 4).</summary>
    private static float[] MergedWeight(float[] weight, int outputs, int inputs)
    {
        float[] merged = new float[inputs * outputs * Merged * Merged];
        for (int input = 0, i = 0; input < inputs; input++)
        {
            for (int output = 0; output < outputs; output++)
            {
                var kernel = weight.AsSpan(((output * inputs) + input) * Kernel * Kernel, Kernel * Kernel);
                for (int y = 0; y < Merged; y++)
                {
                    for (int x = 0; x < Merged; x++)
                        merged[i++] = Sum(kernel, s_rows[y], s_rows[x]);
                }
            }
        }

        return merged;
    }

    private static float Sum(ReadOnlySpan<float> kernel, int[] rows, int[] columns)
    {
        double sum = 0;
        foreach (int row in rows)
        {
            foreach (int column in columns)
                sum += kernel[(row * Kernel) + column];
        }

        return (float)sum;
    }
}
