using Ml.Gan.Onnx;
using static TorchSharp.torch;

namespace Ml.Gan.Networks.Layers;

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
    public override Tensor forward(Tensor input) => Apply(input, null);

    /// <inheritdoc/>
    public override Tensor Apply(Tensor input, Tensor? condition)
    {
        foreach (var layer in _layers)
            input = layer.Apply(input, condition);
        return input;
    }

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input) => Export(graph, prefix, input, null);

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input, OnnxValue? condition)
    {
        for (int i = 0; i < _layers.Count; i++)
            input = _layers[i].Export(graph, $"{prefix}/{i}.{_layers[i].GetName()}", input, condition);
        return input;
    }
}
