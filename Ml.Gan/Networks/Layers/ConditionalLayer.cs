using Ml.Gan.Onnx;
using static TorchSharp.torch;

namespace Ml.Gan.Networks.Layers;

/// <summary>A layer that works differently for each condition, and can't do without one.</summary>
public abstract class ConditionalLayer : Layer
{
    /// <summary>Creates the layer; <paramref name="name"/> is used in messages and ONNX node names.</summary>
    protected ConditionalLayer(string name)
        : base(name)
    {
    }

    /// <inheritdoc/>
    public sealed override Tensor forward(Tensor input) => throw NeedsCondition();

    /// <inheritdoc/>
    public sealed override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input) => throw NeedsCondition();

    /// <inheritdoc/>
    public abstract override Tensor Apply(Tensor input, Tensor? condition);

    /// <inheritdoc/>
    public abstract override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input, OnnxValue? condition);

    /// <summary>The condition, which has to be there.</summary>
    protected T Required<T>(T? condition)
        where T : class => condition ?? throw NeedsCondition();

    private InvalidOperationException NeedsCondition() => new($"The layer {GetName()} needs a condition.");
}
