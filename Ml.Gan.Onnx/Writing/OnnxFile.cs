using Google.Protobuf;
using Google.Protobuf.Collections;
using Ml.Gan.Onnx.Loading;
using Ml.Gan.Onnx.Protobuf;

namespace Ml.Gan.Onnx.Writing;

/// <summary>Models that are already in memory, as the bytes of an .onnx file.</summary>
public static class OnnxFile
{
    /// <summary>
    /// Writes the bytes of a model to a file; an existing one is replaced only once the new one is complete.
    /// </summary>
    /// <param name="model">What <see cref="OnnxGraph.ToBytes"/> gave.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">
    /// The file cannot be written: its folder does not exist, or it is a folder itself.
    /// </exception>
    public static void Save(ReadOnlySpan<byte> model, string path) => AtomicFile.Write(path, model);

    /// <summary>The model with other names of inputs, outputs and other values.</summary>
    /// <param name="model">The bytes of an .onnx file.</param>
    /// <param name="names">New names by old ones.</param>
    /// <exception cref="GanOnnxException">It is no ONNX model.</exception>
    public static byte[] Rename(byte[] model, IReadOnlyDictionary<string, string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        var renamed = ModelFile.FromBytes(model, long.MaxValue).Model;
        Rename(renamed.Graph, WithClashes(renamed.Graph, names));
        return renamed.ToByteArray();
    }

    /// <summary>Gives values and nodes of a graph other names.</summary>
    internal static void Rename(GraphProto graph, IReadOnlyDictionary<string, string> names)
    {
        foreach (var value in graph.Input.Concat(graph.Output))
            value.Name = names.GetValueOrDefault(value.Name, value.Name);
        foreach (var constant in graph.Initializer)
            constant.Name = names.GetValueOrDefault(constant.Name, constant.Name);
        foreach (var node in graph.Node)
        {
            node.Name = names.GetValueOrDefault(node.Name, node.Name);
            Replace(node.Input, names);
            Replace(node.Output, names);
        }
    }

    /// <summary>Names of all values and nodes of a graph, which new ones have to differ from.</summary>
    internal static HashSet<string> TakenNames(GraphProto graph) =>
    [
        .. graph.Initializer.Select(i => i.Name), .. graph.Input.Select(i => i.Name),
        .. graph.Node.SelectMany(n => n.Output), .. graph.Node.Select(n => n.Name),
    ];

    /// <summary>The name, or one like it where it is taken; it is taken from then on.</summary>
    internal static string NewName(string name, HashSet<string> taken) =>
        taken.Add(name) ? name : FreeName(name, taken);

    /// <summary>A name like another one that isn't taken; it is taken from then on.</summary>
    internal static string FreeName(string name, HashSet<string> taken)
    {
        string free = $"{name}_";
        while (!taken.Add(free))
            free += "_";
        return free;
    }

    /// <summary>The names, and new ones for values inside the model that bear one of the new names already.</summary>
    private static Dictionary<string, string> WithClashes(GraphProto graph, IReadOnlyDictionary<string, string> names)
    {
        var all = new Dictionary<string, string>(names, StringComparer.Ordinal);
        string[] inside = [.. graph.Initializer.Select(i => i.Name).Concat(graph.Node.SelectMany(n => n.Output))];
        HashSet<string> taken = [.. inside, .. names.Values];
        foreach (string clash in inside.Where(name => names.Values.Contains(name) && !names.ContainsKey(name)))
            all[clash] = FreeName(clash, taken);

        return all;
    }

    private static void Replace(RepeatedField<string> values, IReadOnlyDictionary<string, string> names)
    {
        for (int i = 0; i < values.Count; i++)
            values[i] = names.GetValueOrDefault(values[i], values[i]);
    }
}
