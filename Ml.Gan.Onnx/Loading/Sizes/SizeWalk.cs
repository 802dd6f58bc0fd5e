using Ml.Gan.Onnx.Protobuf;

namespace Ml.Gan.Onnx.Loading.Sizes;

/// <summary>
/// Goes through a graph as ONNX Runtime will, but with sizes alone, for one sample: refuses models that make tensors
/// out of all proportion of little, as ONNX Runtime would make them when it loads the file or runs it.
/// </summary>
internal sealed class SizeWalk
{
    /// <summary>Most numbers that are computed of constants alone, besides eight times those in the file.</summary>
    internal const double MostConstants = 1 << 26;

    /// <summary>Most numbers in one value of one sample.</summary>
    internal const double MostOfSample = 1 << 27;

    /// <summary>
    /// The same of a translator's tile: an SRGAN of width 64 makes so many of a tile of 512×512, four times as large.
    /// </summary>
    internal const double MostOfTile = 1 << 28;

    /// <summary>
    /// The same of a network for features: ten times those of a VGG-16 for images of 224×224, which many images go
    /// through.
    /// </summary>
    internal const double MostOfFeatures = 1 << 25;

    /// <summary>
    /// Pixels on a side of an input image that the file leaves open: as many as networks halve eight times, so that
    /// none is left with nothing on the way down.
    /// </summary>
    private const int OpenSide = 256;

    private readonly ModelFile _file;
    private readonly Dictionary<(string, string, string), FunctionProto> _functions;
    private readonly double _mostConstants;
    private readonly double _most;
    private readonly int? _tile;
    private readonly int _side;
    private double _constants;
    private double _fromShapes;

    /// <param name="file">The model.</param>
    /// <param name="tile">
    /// Height and width of images where the file leaves them open, as those of a translator's tiles. Default null: 256.
    /// </param>
    /// <param name="most">Most numbers in one value. Default null: as many as a sample or a tile may have.</param>
    internal SizeWalk(ModelFile file, int? tile = null, double? most = null)
    {
        _most = most ?? (tile is null ? MostOfSample : MostOfTile);
        _file = file;
        (_tile, _side) = (tile, tile ?? OpenSide);
        _functions = FunctionCalls.Functions(file);
        _mostConstants = MostConstants + (8d * file.Bytes.Length);
    }

    /// <summary>Whether little is computed when the file is loaded, as far as that can be told.</summary>
    internal bool FoldsLittle { get; private set; } = true;

    /// <returns>What is known of each value of the graph.</returns>
    /// <exception cref="GanOnnxException">A value would be too large; the message names what makes it.</exception>
    internal SizeScope Run()
    {
        var scope = new SizeScope(null);
        foreach (var input in _file.Model.Graph.Input)
            scope[input.Name] = new Sized(InputShape(input));
        Run(_file.Model.Graph, scope);
        return scope;
    }

    private void Run(GraphProto graph, SizeScope scope)
    {
        foreach (var tensor in graph.Initializer)
            scope[tensor.Name] = OfTensor(tensor);
        foreach (var sparse in graph.SparseInitializer.Where(sparse => sparse.Values is not null))
            scope[sparse.Values.Name] = OfTensor(sparse);
        Run(graph.Node, scope);
    }

    private void Run(IEnumerable<NodeProto> nodes, SizeScope scope)
    {
        foreach (var node in nodes)
        {
            Sized?[] inputs = [.. node.Input.Select(name => scope[name])];
            var origin = SizeRules.Origin(node, inputs);
            var outputs = Outputs(node, inputs, scope);
            for (int i = 0; i < node.Output.Count && i < outputs.Count; i++)
            {
                var output = outputs[i] is { Shape.Length: <= Sized.MostDimensions } known ? known : new Sized(null);
                output = output with { Origin = origin };
                Require(node, output);
                scope[node.Output[i]] = output;
            }
        }
    }

    private IReadOnlyList<Sized?> Outputs(NodeProto node, Sized?[] inputs, SizeScope scope)
    {
        if (_functions.TryGetValue(FunctionCalls.Key(node), out var function))
            return Call(function, inputs);
        var branches = node.Attribute.Where(a => a.G is not null).Select(a => Branch(a.G, scope)).ToArray();
        if (node.OpType == "If" && branches is [var one, var other])
            return [.. one.Zip(other).Select(pair => SizeRules.Common(pair.First, pair.Second))];
        if (branches.Length > 0 || node.Domain is not ("" or "ai.onnx"))
            return [];
        if (node.OpType == "Constant")
            return [Constant(node)];
        var outputs = SizeRules.Outputs(new SizedNode(node, inputs));
        if (outputs is [null] && SizeRules.MakesSizes(node.OpType)
            && SizeRules.Origin(node, inputs) == Origin.Constants)
        {
            throw new GanOnnxException(
                $"{_file.Name}: how large {Name(node)} makes its output can't be told before it is run. Put the size "
                + "into the file as a constant.");
        }

        return outputs;
    }

    private Sized?[] Branch(GraphProto graph, SizeScope outside)
    {
        var scope = new SizeScope(outside);
        foreach (var input in graph.Input)
            scope[input.Name] = new Sized(null);
        Run(graph, scope);
        return [.. graph.Output.Select(output => scope[output.Name])];
    }

    private Sized?[] Call(FunctionProto function, Sized?[] inputs)
    {
        var scope = new SizeScope(null);
        for (int i = 0; i < function.Input.Count; i++)
            scope[function.Input[i]] = i < inputs.Length ? inputs[i] : null;
        Run(function.Node, scope);
        return [.. function.Output.Select(output => scope[output])];
    }

    private void Require(NodeProto node, Sized output)
    {
        if (output.Count is not { } count)
        {
            FoldsLittle &= output.Origin == Origin.Inputs;
            return;
        }

        if (output.Origin == Origin.Shapes)
            _fromShapes += count;
        FoldsLittle &= _fromShapes <= MostConstants;
        if (output.Origin == Origin.Constants && node.OpType != "Constant")
            _constants += count;
        if (!(count <= _most))
            throw new GanOnnxException(
                $"{_file.Name}: {Name(node)} makes {count:N0} numbers for one "
                + (_tile is null ? "sample" : $"tile of {_tile}×{_tile} pixels")
                + $"; at most {_most:N0} are computed."
                + (_tile is null ? "" : " Choose smaller tiles (TileOptions.Size, --tile)."));
        if (!(_constants <= _mostConstants))
            throw new GanOnnxException(
                $"{_file.Name} computes {_constants:N0} numbers or more of constants alone, the last with "
                + $"{Name(node)}; at most {_mostConstants:N0} are computed for a file of its size.");
    }

    private static string Name(NodeProto node) =>
        $"the {node.OpType} '{(node.Name.Length > 0 ? node.Name : node.Output.FirstOrDefault())}'";

    private static Sized Constant(NodeProto node)
    {
        foreach (var attribute in node.Attribute)
        {
            if (attribute.T is not null)
                return OfTensor(attribute.T);
            if (attribute.SparseTensor is not null)
                return OfTensor(attribute.SparseTensor);
            switch (attribute.Name)
            {
                case "value_int":
                    return new Sized([], [attribute.I], IsInteger: true);
                case "value_float":
                    return new Sized([], [attribute.F]);
                case "value_ints":
                    return OfList(attribute.Ints.Count, attribute.Ints.Select(x => (double)x), isInteger: true);
                case "value_floats":
                    return OfList(attribute.Floats.Count, attribute.Floats.Select(x => (double)x), isInteger: false);
                case "value_strings":
                    return new Sized([attribute.Strings.Count]);
                default:
                    break;
            }
        }

        return new Sized(null);
    }

    private static Sized OfList(int count, IEnumerable<double> numbers, bool isInteger) => new(
        [count], count <= Sized.MostNumbers ? [.. numbers] : null, isInteger, Origin.Constants);

    private static Sized OfTensor(TensorProto tensor) => new(
        [.. tensor.Dims.Select(dim => (double)dim)],
        TensorNumbers.Read(tensor, Sized.MostNumbers),
        TensorNumbers.IsInteger(tensor.DataType),
        Origin.Constants);

    private static Sized OfTensor(SparseTensorProto tensor) =>
        new([.. tensor.Dims.Select(dim => (double)dim)], Origin: Origin.Constants);

    /// <summary>The shape of an input for one sample, where height and width of an image may be left open.</summary>
    private double[]? InputShape(ValueInfoProto input) =>
        ShapeOf(input) is not [var n, var channels, var height, var width]
            ? ShapeOf(input)
            : [n, channels, IsOpen(input, 2) ? _side : height, IsOpen(input, 3) ? _side : width];

    private static bool IsOpen(ValueInfoProto input, int axis) =>
        input.Type.TensorType.Shape.Dim[axis].DimValue < 1;

    /// <summary>The shape for one sample: what the file leaves open is 1.</summary>
    internal static double[]? ShapeOf(ValueInfoProto input) =>
        input.Type?.TensorType?.Shape is { Dim.Count: <= Sized.MostDimensions } shape
            ? [.. shape.Dim.Select(dim => Math.Max(1d, dim.DimValue))]
            : null;
}

/// <summary>Values by their names, with those outside of a branch.</summary>
internal sealed class SizeScope(SizeScope? outside)
{
    private readonly Dictionary<string, Sized?> _values = new(StringComparer.Ordinal);

    internal Sized? this[string name]
    {
        get
        {
            for (var scope = this; scope is not null; scope = scope.Outside)
            {
                if (scope._values.TryGetValue(name, out var value))
                    return value;
            }

            return null;
        }
        set => _values[name] = value;
    }

    private SizeScope? Outside { get; } = outside;
}
