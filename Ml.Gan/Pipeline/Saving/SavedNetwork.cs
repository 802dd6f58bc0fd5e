using Ml.Gan.Onnx;

namespace Ml.Gan.Pipeline.Saving;

/// <summary>
/// Network inside a saved model: what makes its inputs of the pipeline's columns, and the network, in one graph.
/// </summary>
internal static class SavedNetwork
{
    /// <summary>Puts a graph in front of a network.</summary>
    /// <param name="graph">The graph, whose inputs are named as columns.</param>
    /// <param name="inputs">Its values for the network's inputs, by their names.</param>
    /// <param name="network">The bytes of the network's .onnx file.</param>
    /// <param name="outputs">Names of the network's outputs; the first is the one that is wanted.</param>
    /// <param name="column">The column that it becomes.</param>
    /// <returns>The bytes of one .onnx file.</returns>
    public static byte[] Connect(
        OnnxGraph graph,
        IReadOnlyDictionary<string, OnnxValue> inputs,
        byte[] network,
        IReadOnlyList<string> outputs,
        string column)
    {
        // No column is likely to be called so: names inside of the model must not meet those of columns.
        const string Prefix = "network/";
        string[] own = [.. inputs.Keys, .. outputs.Skip(1), GeneratorInputs.Truncation];
        var names = own.Distinct().ToDictionary(name => name, name => Prefix + name);
        names[outputs[0]] = column;
        foreach (var (name, value) in inputs)
            graph.Output(names[name], value);
        return OnnxComposition.Prepend(graph, OnnxFile.Rename(network, names));
    }

    /// <summary>(N, length) to (N, 1): which rows there are is all that the noise needs to know.</summary>
    public static OnnxValue FirstElement(OnnxGraph graph, OnnxValue rows)
    {
        OnnxValue Index(string name, long value) => graph.Constant($"rows.{name}", [value], 1);
        return graph.Node("Slice", "rows", [rows, Index("start", 0), Index("end", 1), Index("axis", 1)], [null, 1]);
    }

    /// <summary>Labels, int64 (N), of the one-hot vectors that ML.NET makes of keys.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="oneHot">One-hot vectors of keys; all zeros where a key is missing.</param>
    /// <param name="classOfKey">The class of each key, from 0; −1 for keys of no class.</param>
    /// <returns>Labels; the number of classes, which stands for no class, where a key is missing or of none.</returns>
    public static OnnxValue Labels(OnnxGraph graph, OnnxValue oneHot, IReadOnlyList<int> classOfKey)
    {
        int classes = classOfKey.Count(label => label >= 0);
        float[] offsets = [.. classOfKey.Select(label => label < 0 ? 0f : label - classes)];
        var offset = graph.Node(
            "MatMul", "label.offset", [oneHot, graph.Constant("label.offsets", offsets, offsets.Length)], [null]);
        var label = graph.Node(
            "Add", "label.number", [offset, graph.Constant("label.none", [(float)classes], 1)], [null]);
        return graph.Node("Cast", "label.class", [label], [null], ("to", (long)OnnxElementType.Int64));
    }
}
