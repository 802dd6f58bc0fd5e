using Ml.Gan.Onnx.Protobuf;

namespace Ml.Gan.Onnx.Loading;

/// <summary>Refuses models that would read other files or need code that does not come with ONNX Runtime.</summary>
internal static class ModelSafety
{
    private static readonly string[] s_domains = ["", "ai.onnx", "ai.onnx.ml", "com.microsoft"];

    internal static void Check(ModelFile file)
    {
        var known = new HashSet<string>(
            s_domains.Concat(file.Model.Functions.Select(f => f.Domain)), StringComparer.Ordinal);
        RequireNodes(file, known, file.Model.Functions.SelectMany(f => f.Node));
        RequireGraph(file, known, file.Model.Graph);
    }

    private static void RequireGraph(ModelFile file, HashSet<string> known, GraphProto graph)
    {
        foreach (var tensor in graph.Initializer)
            RequireInside(file, tensor);
        foreach (var tensor in graph.SparseInitializer)
        {
            RequireInside(file, tensor.Values);
            RequireInside(file, tensor.Indices);
        }

        RequireNodes(file, known, graph.Node);
    }

    private static void RequireNodes(ModelFile file, HashSet<string> known, IEnumerable<NodeProto> nodes)
    {
        foreach (var node in nodes)
        {
            if (!known.Contains(node.Domain))
            {
                throw new GanOnnxException(
                    $"{file.Name} uses the operator '{node.OpType}' of the domain '{node.Domain}', "
                    + "which does not come with ONNX Runtime. Export it with standard ONNX operators alone.");
            }

            foreach (var attribute in node.Attribute)
            {
                RequireInside(file, attribute.T);
                foreach (var tensor in attribute.Tensors)
                    RequireInside(file, tensor);
                foreach (var graph in attribute.Graphs.Append(attribute.G).OfType<GraphProto>())
                    RequireGraph(file, known, graph);
            }
        }
    }

    private static void RequireInside(ModelFile file, TensorProto? tensor)
    {
        bool outside =
            tensor?.DataLocation == TensorProto.Types.DataLocation.External || tensor?.ExternalData.Count > 0;
        if (!outside)
            return;
        throw new GanOnnxException(
            $"{file.Name} keeps its weights '{tensor!.Name}' in another file (external data), which is not loaded. "
            + "Save the model as one file, for example with onnx.save(model, path, save_as_external_data=False).");
    }
}
