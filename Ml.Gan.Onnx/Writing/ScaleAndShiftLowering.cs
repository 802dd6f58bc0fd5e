namespace Ml.Gan.Onnx.Writing;

/// <summary>Replaces each scale-and-shift by changed weights in the node before it, or by Mul and Add.</summary>
internal sealed class ScaleAndShiftLowering
{
    private readonly OnnxGraph _graph;
    private readonly NameTable _names;
    private readonly Dictionary<OnnxValue, int> _readers = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<OnnxValue, int> _producers = new(ReferenceEqualityComparer.Instance);
    private readonly List<OnnxNode> _lowered = [];

    private ScaleAndShiftLowering(OnnxGraph graph, NameTable names)
    {
        (_graph, _names) = (graph, names);
        foreach (var value in graph.Nodes.SelectMany(n => n.Inputs).Concat(graph.Outputs))
        {
            if (value is not null)
                _readers[value] = _readers.GetValueOrDefault(value) + 1;
        }
    }

    /// <summary>The graph's nodes in ONNX operators alone. The graph itself stays as it is.</summary>
    internal static IReadOnlyList<OnnxNode> Lower(OnnxGraph graph, NameTable names)
    {
        var lowering = new ScaleAndShiftLowering(graph, names);
        foreach (var node in graph.Nodes)
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

        var producer = _lowered[index];
        if (FoldableWeights.Of(producer) is not { } weights)
            return false;

        var weight = Constant(producer.Inputs[1]!, $"{producer.Name}.weight", weights.Scaled(scaling.Scale));
        var oldBias = producer.Inputs.ElementAtOrDefault(2);
        float[] biasData = weights.ScaledBias(scaling.Scale, scaling.Shift);
        var bias = oldBias is null
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

        var scale = new OnnxValue(
            _graph, _names.Unique($"{scaling.Name}.scale"), OnnxElementType.Float, shape, scaling.Scale);
        var shift = new OnnxValue(
            _graph, _names.Unique($"{scaling.Name}.shift"), OnnxElementType.Float, shape, scaling.Shift);
        var scaled = new OnnxValue(
            _graph, _names.Unique($"{scaling.Name}.scaled"), OnnxElementType.Float, scaling.Output.Shape);
        Add(new OnnxNode("Mul", scaled.Name, [scaling.Value, scale], scaled, []));
        Add(new OnnxNode("Add", scaling.Name, [scaled, shift], scaling.Output, []));
    }
}

/// <summary>The constant weights of a Conv, ConvTranspose or Gemm, seen as (outer, output channel, inner).</summary>
internal sealed class FoldableWeights
{
    private readonly float[] _weight;
    private readonly float[]? _bias;
    private readonly int _channels;
    private readonly int _inner;

    private FoldableWeights(float[] weight, float[]? bias, OnnxValue value, int channelAxis)
    {
        _weight = weight;
        _bias = bias;
        _channels = (int)value.Shape[channelAxis]!.Value;
        _inner = (int)value.Shape.Skip(channelAxis + 1).Aggregate(1L, (product, d) => product * d!.Value);
    }

    /// <summary>The node's weights, or null when an output channel cannot be scaled by changing constants.</summary>
    internal static FoldableWeights? Of(OnnxNode node)
    {
        int? channelAxis = node.Op switch
        {
            "Conv" => 0,
            "ConvTranspose" when node.IntAttribute("group", 1) == 1 => 1,
            "Gemm" when node.Attributes.All(a => a.Name != "beta") => node.IntAttribute("transB", 0) == 0 ? 1 : 0,
            _ => null,
        };
        if (channelAxis is not { } axis || node.Inputs[1]?.Data is not float[] weight)
            return null;

        var bias = node.Inputs.ElementAtOrDefault(2);
        var weights = new FoldableWeights(weight, bias?.Data as float[], node.Inputs[1]!, axis);
        bool biasPerChannel =
            bias is null || (bias.Data is float[] && bias.Shape.Count == 1 && bias.Shape[0] == weights._channels);
        return biasPerChannel ? weights : null;
    }

    internal float[] Scaled(float[] scale)
    {
        float[] scaled = new float[_weight.Length];
        for (int i = 0; i < scaled.Length; i++)
            scaled[i] = _weight[i] * scale[i / _inner % _channels];
        return scaled;
    }

    internal float[] ScaledBias(float[] scale, float[] shift)
    {
        float[] scaled = new float[_channels];
        for (int i = 0; i < scaled.Length; i++)
            scaled[i] = (float)(((double)(_bias?[i] ?? 0) * scale[i]) + shift[i]);
        return scaled;
    }
}
