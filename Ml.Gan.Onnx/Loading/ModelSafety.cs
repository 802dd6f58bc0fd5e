using Ml.Gan.Onnx.Loading.Sizes;
using Ml.Gan.Onnx.Protobuf;

namespace Ml.Gan.Onnx.Loading;

/// <summary>
/// Refuses models that would read other files, need code that does not come with ONNX Runtime, or would take memory or
/// time out of all proportion, before ONNX Runtime sees them.
/// </summary>
internal sealed class ModelSafety
{
    private static readonly string[] s_domains = ["", "ai.onnx", "ai.onnx.ml", "com.microsoft"];

    private readonly ModelFile _file;
    private readonly HashSet<string> _domains;

    private ModelSafety(ModelFile file)
    {
        _file = file;
        _domains = new HashSet<string>(
            s_domains.Concat(file.Model.Functions.Select(f => f.Domain)), StringComparer.Ordinal);
    }

    /// <param name="file">The model.</param>
    /// <param name="most">Most numbers in one value of a sample.</param>
    /// <returns>Whether ONNX Runtime may compute constants when it loads the model.</returns>
    /// <exception cref="GanOnnxException">The model is refused; the message says why.</exception>
    internal static bool Check(ModelFile file, double most = SizeWalk.MostOfSample) =>
        Check(file, tile: null, most).FoldsConstants;

    /// <param name="file">The model.</param>
    /// <param name="tile">Height and width of a translator's tiles; null for models of other kinds.</param>
    /// <param name="most">Most numbers in one value; null for as many as a sample or a tile may have.</param>
    /// <returns>Whether ONNX Runtime may compute constants, and what is known of each value.</returns>
    /// <inheritdoc cref="Check(ModelFile, double)" path="/exception"/>
    internal static (bool FoldsConstants, SizeScope Made) Check(ModelFile file, int? tile, double? most = null)
    {
        var safety = new ModelSafety(file);
        foreach (var function in file.Model.Functions)
        {
            safety.RequireNodes(function.Node);
            safety.RequireAttributes(function.AttributeProto);
        }

        foreach (var training in file.Model.TrainingInfo)
        {
            safety.RequireGraph(training.Initialization);
            safety.RequireGraph(training.Algorithm);
        }

        safety.RequireGraph(file.Model.Graph);
        FunctionCalls.Check(file);
        var walk = new SizeWalk(file, tile, most);
        var made = walk.Run();
        safety.RequireOutputs(made);
        return (walk.FoldsLittle, made);
    }

    /// <summary>Outputs are as large as they say, as far as known: memory is taken for them beforehand.</summary>
    private void RequireOutputs(SizeScope made)
    {
        foreach (var output in _file.Model.Graph.Output)
        {
            double claimed = SizeWalk.ShapeOf(output)?.Aggregate(1d, (product, dim) => product * dim) ?? 1;
            if (made[output.Name]?.Count is { } count && claimed > count)
                throw new GanOnnxException(
                    $"{_file.Name} says that its output '{output.Name}' has {claimed:N0} numbers for one sample, but "
                    + $"its graph makes {count:N0}. It is damaged, or made to harm; export it anew.");
        }
    }

    private void RequireGraph(GraphProto? graph)
    {
        if (graph is null)
            return;
        foreach (var tensor in graph.Initializer)
            RequireInside(tensor);
        foreach (var tensor in graph.SparseInitializer)
            RequireInside(tensor);
        RequireNodes(graph.Node);
    }

    private void RequireNodes(IEnumerable<NodeProto> nodes)
    {
        foreach (var node in nodes)
        {
            if (!_domains.Contains(node.Domain))
            {
                throw new GanOnnxException(
                    $"{_file.Name} uses the operator '{node.OpType}' of the domain '{node.Domain}', "
                    + "which does not come with ONNX Runtime. Export it with standard ONNX operators alone.");
            }

            RequireAttributes(node.Attribute);
        }
    }

    private void RequireAttributes(IEnumerable<AttributeProto> attributes)
    {
        foreach (var attribute in attributes)
        {
            RequireInside(attribute.T);
            foreach (var tensor in attribute.Tensors)
                RequireInside(tensor);
            RequireInside(attribute.SparseTensor);
            foreach (var tensor in attribute.SparseTensors)
                RequireInside(tensor);
            RequireGraph(attribute.G);
            foreach (var graph in attribute.Graphs)
                RequireGraph(graph);
        }
    }

    private void RequireInside(SparseTensorProto? tensor)
    {
        RequireInside(tensor?.Values);
        RequireInside(tensor?.Indices);
        double numbers = TensorNumbers.Claimed(tensor?.Dims ?? []);
        if (!(numbers <= SizeWalk.MostConstants))
            throw TooMany(tensor!.Values?.Name, numbers, $"at most {SizeWalk.MostConstants:N0} in a sparse one");
    }

    private void RequireInside(TensorProto? tensor)
    {
        if (tensor is null)
            return;
        if (tensor.DataLocation == TensorProto.Types.DataLocation.External || tensor.ExternalData.Count > 0)
            throw new GanOnnxException(
                $"{_file.Name} keeps its weights '{tensor.Name}' in another file (external data), which is not loaded. "
                + "Save the model as one file, for example with onnx.save(model, path, save_as_external_data=False).");
        if (tensor.Dims.Count > Sized.MostDimensions)
            throw new GanOnnxException(
                $"{_file.Name} says that its constant '{tensor.Name}' has {tensor.Dims.Count:N0} dimensions; at most "
                + $"{Sized.MostDimensions} are read.");
        double claimed = TensorNumbers.Claimed(tensor.Dims);
        double held = TensorNumbers.MostHeld(tensor);
        if (!(claimed <= held))
            throw TooMany(tensor.Name, claimed, $"but holds {held:N0} at most");
    }

    private GanOnnxException TooMany(string? name, double numbers, string but) => new(
        $"{_file.Name} says that its constant '{name}' has {numbers:N0} numbers, {but}. It is damaged, or made to "
        + "harm; export it anew.");
}
