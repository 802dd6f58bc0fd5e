using Ml.Gan.Onnx;
using static TorchSharp.torch;

namespace Ml.Gan.Networks.Layers;

/// <summary>The sum of what two branches make of the same input (He et al., 2016).</summary>
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
    public override Tensor forward(Tensor input) => Apply(input, null);

    /// <inheritdoc/>
    public override Tensor Apply(Tensor input, Tensor? condition) => _main.Apply(input, condition) + _shortcut.Apply(input, condition);

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input) => Export(graph, prefix, input, null);

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input, OnnxValue? condition) => graph.Add(
        prefix, _main.Export(graph, $"{prefix}/main", input, condition), _shortcut.Export(graph, $"{prefix}/shortcut", input, condition));
}
