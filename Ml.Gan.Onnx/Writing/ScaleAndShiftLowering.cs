namespace Ml.Gan.Onnx;

/// <summary>Replaces each scale-and-shift by changed weights in the node before it, or by Mul and Add.</summary>
internal sealed class ScaleAndShiftLowering
{
    private readonly OnnxGraph _graph;
    private readonly NameTable _names;
    private readonly Dictionary<OnnxValue, int> _readers = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<OnnxValue, int> _producers = new(ReferenceEqualityComparer.Instance);
    private readonly List<OnnxNode> _lowered = [];

    private ScaleAndShiftLowering(OnnxGraph graph)
    {
        _graph = graph;
        _names = new NameTable(graph.Names);
        foreach (OnnxValue? value in graph.Nodes.SelectMany(n => n.Inputs).Concat(graph.Outputs))
        {
            if (value is not null)
                _readers[value] = _readers.GetValueOrDefault(value) + 1;
        }
    }

    /// <summary>The graph's nodes in ONNX operators alone. The graph itself stays as it is.</summary>
    internal static IReadOnlyList<OnnxNode> Lower(OnnxGraph graph)
    {
        ScaleAndShiftLowering lowering = new(graph);
        foreach (OnnxNode node in graph.Nodes)
        {
            if (node is not ScaleAndShiftNode scaling)
                lowering.Add(node);
            else if (!lowering.TryFold(scaling))
                lowering.Expand(scaling);
        }

        return lowering._lowered;
    }

    private void Add(OnnxNode node)
    {
        _producers[node.Output] = _lowered.Count;
        _lowered.Add(node);
    }

    private bool TryFold(ScaleAndShiftNode scaling)
    {
        if (_readers[scaling.Value] != 1 || !_producers.TryGetValue(scaling.Value, out int index))
            return false;

        OnnxNode producer = _lowered[index];
        if (FoldableWeights.Of(producer) is not { } weights)
            return false;

        OnnxValue weight = Constant(producer.Inputs[1]!, $"{producer.Name}.weight", weights.Scaled(scaling.Scale));
        OnnxValue? oldBias = producer.Inputs.ElementAtOrDefault(2);
        float[] biasData = weights.ScaledBias(scaling.Scale, scaling.Shift);
        OnnxValue bias = oldBias is null
            ? new OnnxValue(
                _graph, _names.Unique($"{producer.Name}.bias"), OnnxElementType.Float, [biasData.Length], biasData)
            : Constant(oldBias, $"{producer.Name}.bias", biasData);
        _lowered[index] = producer with { Inputs = [producer.Inputs[0], weight, bias], Output = scaling.Output };
        _producers[scaling.Output] = index;
        return true;
    }

    // A constant that another node reads too keeps its name and data; the changed copy takes a new name.
    private OnnxValue Constant(OnnxValue old, string name, float[] data) => new(
        _graph,
        _readers.GetValueOrDefault(old, 1) == 1 ? old.Name : _names.Unique(name),
        old.ElementType,
        old.Shape,
        data);

    private void Expand(ScaleAndShiftNode scaling)
    {
        long?[] shape = new long?[scaling.Output.Shape.Count];
        Array.Fill(shape, 1);
        shape[1] = scaling.Scale.Length;

        OnnxValue scale = new(
            _graph, _names.Unique($"{scaling.Name}.scale"), OnnxElementType.Float, shape, scaling.Scale);
        OnnxValue shift = new(
            _graph, _names.Unique($"{scaling.Name}.shift"), OnnxElementType.Float, shape, scaling.Shift);
        OnnxValue scaled = new(
            _graph, _names.Unique($"{scaling.Name}.scaled"), OnnxElementType.Float, scaling.Output.Shape);
        Add(new OnnxNode("Mul", scaled.Name, [scaling.Value, scale], scaled, []));
        Add(new OnnxNode("Add", scaling.Name, [scaled, shift], scaling.Output, []));
    }
}
