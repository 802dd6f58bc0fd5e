using static TorchSharp.torch;

namespace Ml.Gan.Networks;

/// <summary>
/// Layer of a network: what it computes in training (<c>forward</c>) and what it writes to ONNX for inference
/// (<c>Export</c>) stand side by side, so that the exporter is a walk over the layers. Both get the network's
/// condition, which most layers have no use for.
/// </summary>
public abstract class Layer : nn.Module<Tensor, Tensor?, Tensor>
{
    /// <summary>Creates the layer; <paramref name="name"/> is used in messages and ONNX node names.</summary>
    protected Layer(string name)
        : base(name)
    {
    }

    /// <summary>Writes the layer's inference-time computation.</summary>
    /// <param name="graph">The graph to write to.</param>
    /// <param name="prefix">Unique prefix for the names of this layer's nodes and constants.</param>
    /// <param name="input">The layer's input, with the batch dimension N first.</param>
    /// <param name="condition">Conditions, (N, c); null where the network has none.</param>
    /// <returns>The layer's output.</returns>
    public abstract OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input, OnnxValue? condition);

    /// <summary>Output of the layer without a condition.</summary>
    public Tensor call(Tensor input) => call(input, null);

    /// <summary>Writes the layer's inference-time computation without a condition.</summary>
    public OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input) => Export(graph, prefix, input, null);

    /// <summary>The condition, which has to be there.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    protected T Required<T>(T? condition)
        where T : class =>
            condition ?? throw new InvalidOperationException($"The layer {GetName()} needs a condition.");
}

/// <summary>Layers applied one after the other.</summary>
public class LayerSequence : Layer
{
    private readonly IReadOnlyList<Layer> _layers;

    /// <summary>Creates the sequence, which owns its layers from then on.</summary>
    public LayerSequence(string name, IReadOnlyList<Layer> layers)
        : base(name)
    {
        _layers = layers;
        for (int i = 0; i < layers.Count; i++)
            register_module($"{i}", layers[i]);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor? condition)
    {
        foreach (var layer in _layers)
            input = layer.call(input, condition);
        return input;
    }

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input, OnnxValue? condition)
    {
        for (int i = 0; i < _layers.Count; i++)
            input = _layers[i].Export(graph, $"{prefix}/{i}.{_layers[i].GetName()}", input, condition);
        return input;
    }
}

/// <summary>Sum of what two branches make of the same input (He et al., 2016).</summary>
public sealed class Residual : Layer
{
    private readonly LayerSequence _main;
    private readonly LayerSequence _shortcut;

    /// <summary>Creates the layer, which owns the branches' layers from then on.</summary>
    /// <param name="main">Layers of the branch that does the work.</param>
    /// <param name="shortcut">Layers of the other; none for the input as it is.</param>
    public Residual(IReadOnlyList<Layer> main, IReadOnlyList<Layer> shortcut)
        : base("residual")
    {
        (_main, _shortcut) = (new LayerSequence("main", main), new LayerSequence("shortcut", shortcut));
        register_module("main", _main);
        register_module("shortcut", _shortcut);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor? condition) =>
        _main.call(input, condition) + _shortcut.call(input, condition);

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input, OnnxValue? condition) =>
        graph.Add(
            prefix,
            _main.Export(graph, $"{prefix}/main", input, condition),
            _shortcut.Export(graph, $"{prefix}/shortcut", input, condition));
}
