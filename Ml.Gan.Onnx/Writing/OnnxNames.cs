using Google.Protobuf;
using Google.Protobuf.Collections;
using Ml.Gan.Onnx.Protobuf;

namespace Ml.Gan.Onnx;

/// <summary>Renames what a model reads and gives.</summary>
public static class OnnxNames
{
    /// <summary>The model with other names of values, as a program needs whose own names differ.</summary>
    /// <param name="model">The bytes of an .onnx file.</param>
    /// <param name="names">New names by old ones.</param>
    /// <exception cref="GanOnnxException">It is no ONNX model.</exception>
    public static byte[] Rename(byte[] model, IReadOnlyDictionary<string, string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        ModelProto renamed = ModelFile.FromBytes(model, long.MaxValue).Model.Clone();
        Dictionary<string, string> all = WithClashes(renamed.Graph, names);
        foreach (ValueInfoProto value in renamed.Graph.Input.Concat(renamed.Graph.Output))
            value.Name = all.GetValueOrDefault(value.Name, value.Name);
        foreach (TensorProto constant in renamed.Graph.Initializer)
            constant.Name = all.GetValueOrDefault(constant.Name, constant.Name);
        foreach (NodeProto node in renamed.Graph.Node)
        {
            Replace(node.Input, all);
            Replace(node.Output, all);
        }

        return renamed.ToByteArray();
    }

    /// <summary>The names, and new ones for values inside the model that bear one of the new names already.</summary>
    private static Dictionary<string, string> WithClashes(GraphProto graph, IReadOnlyDictionary<string, string> names)
    {
        Dictionary<string, string> all = new(names, StringComparer.Ordinal);
        string[] inside = [.. graph.Initializer.Select(i => i.Name).Concat(graph.Node.SelectMany(n => n.Output))];
        HashSet<string> taken = [.. inside, .. names.Values];
        foreach (string clash in inside.Where(name => names.Values.Contains(name) && !names.ContainsKey(name)))
        {
            string free = $"{clash}_";
            while (!taken.Add(free))
                free += "_";
            all[clash] = free;
        }

        return all;
    }

    private static void Replace(RepeatedField<string> values, IReadOnlyDictionary<string, string> names)
    {
        for (int i = 0; i < values.Count; i++)
            values[i] = names.GetValueOrDefault(values[i], values[i]);
    }
}
