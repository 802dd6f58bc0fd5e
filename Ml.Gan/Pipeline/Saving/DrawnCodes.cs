using Ml.Gan.Models;
using Ml.Gan.Onnx;

namespace Ml.Gan.Pipeline.Saving;

/// <summary>Draws codes inside a graph, as training draws them.</summary>
internal static class DrawnCodes
{
    /// <param name="graph">The graph.</param>
    /// <param name="rows">Shape (N, 1).</param>
    /// <param name="codes">What a row of codes holds.</param>
    /// <returns>Shape (N, size of the codes).</returns>
    public static OnnxValue Write(OnnxGraph graph, OnnxValue rows, LatentCodes codes)
    {
        List<OnnxValue> columns = [.. codes.Categorical.Select((categories, i) => Category(graph, $"codes.{i}", rows, categories))];
        if (codes.Continuous > 0)
            columns.Add(OnnxRandom.UniformLike(graph, "codes.continuous", rows, codes.Continuous, -1, 1));
        return columns.Count == 1 ? columns[0] : graph.Concat("codes", columns);
    }

    /// <summary>Each category is as likely as the others to get the largest of independent uniform numbers.</summary>
    private static OnnxValue Category(OnnxGraph graph, string name, OnnxValue rows, int categories)
    {
        var draws = OnnxRandom.UniformLike(graph, $"{name}.draws", rows, categories, 0, 1);
        var chosen = graph.Node("ArgMax", $"{name}.chosen", [draws], [null], ("axis", 1L), ("keepdims", 0L));
        return graph.OneHot($"{name}.one_hot", chosen, categories);
    }
}
