using Ml.Gan.Onnx.Protobuf;

namespace Ml.Gan.Onnx.Loading;

/// <summary>
/// Refuses functions that call themselves, or call each other so often that writing them out would take ONNX Runtime
/// out of all proportion.
/// </summary>
internal sealed class FunctionCalls
{
    private const int Deepest = 32;
    private const double MostNodes = 100_000;

    private readonly ModelFile _file;
    private readonly Dictionary<(string, string, string), FunctionProto> _functions;
    private readonly Dictionary<FunctionProto, Extent> _known = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<FunctionProto> _open = new(ReferenceEqualityComparer.Instance);

    private FunctionCalls(ModelFile file) => (_file, _functions) = (file, Functions(file));

    /// <summary>Functions by the domain, name and variant that nodes call them by.</summary>
    internal static Dictionary<(string, string, string), FunctionProto> Functions(ModelFile file)
    {
        Dictionary<(string, string, string), FunctionProto> functions = [];
        foreach (var function in file.Model.Functions)
        {
            if (!functions.TryAdd((function.Domain, function.Name, function.Overload), function))
                throw new GanOnnxException(
                    $"{file.Name} defines the function '{function.Name}' of the domain '{function.Domain}' twice.");
        }

        return functions;
    }

    internal static (string, string, string) Key(NodeProto node) => (node.Domain, node.OpType, node.Overload);

    internal static void Check(ModelFile file)
    {
        if (file.Model.Functions.Count == 0)
            return;
        var calls = new FunctionCalls(file);
        foreach (var function in file.Model.Functions)
            calls.Measure(function, depth: 1);
        calls.Require(calls.Measure(file.Model.Graph.Node, depth: 0), "its graph");
    }

    private Extent Measure(IEnumerable<NodeProto> nodes, int depth)
    {
        double count = 0;
        int deepest = 0;
        foreach (var node in nodes)
        {
            count++;
            if (_functions.TryGetValue(Key(node), out var called))
                Add(Measure(called, depth + 1));
            foreach (var graph in node.Attribute.SelectMany(Graphs))
                Add(Measure(graph.Node, depth));
        }

        return new Extent(count, deepest);

        void Add(Extent inside) => (count, deepest) = (count + inside.Nodes, Math.Max(deepest, inside.Depth));
    }

    private Extent Measure(FunctionProto function, int depth)
    {
        if (_known.TryGetValue(function, out var known))
            return known;
        if (!_open.Add(function))
            throw new GanOnnxException($"{_file.Name} has a function '{function.Name}' that calls itself; none may.");
        RequireDepth(depth, function);
        var inside = Measure(function.Node, depth);
        _open.Remove(function);
        var extent = new Extent(inside.Nodes, inside.Depth + 1);
        RequireDepth(extent.Depth, function);
        Require(extent, $"the function '{function.Name}'");
        return _known[function] = extent;
    }

    private void RequireDepth(int depth, FunctionProto function)
    {
        if (depth > Deepest)
            throw new GanOnnxException(
                $"{_file.Name} has functions that call each other more than {Deepest} deep, as '{function.Name}'. "
                + "Inline them, for example with onnx.inliner.inline_local_functions(model).");
    }

    private void Require(Extent extent, string what)
    {
        if (extent.Nodes > MostNodes)
            throw new GanOnnxException(
                $"{_file.Name} has functions that call each other so often that {what} becomes {extent.Nodes:N0} "
                + $"nodes; at most {MostNodes:N0} are loaded.");
    }

    private static IEnumerable<GraphProto> Graphs(AttributeProto attribute) =>
        attribute.G is null ? attribute.Graphs : attribute.Graphs.Append(attribute.G);

    /// <summary>Nodes once all calls are written out, and the longest chain of calls.</summary>
    private readonly record struct Extent(double Nodes, int Depth);
}
