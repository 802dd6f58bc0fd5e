using Ml.Gan.Networks.Layers;
using Ml.Gan.Onnx;
using static TorchSharp.torch;

namespace Ml.Gan.Networks;

/// <summary>A discriminator of layers one after the other; best put together by a <see cref="DiscriminatorBuilder"/>.</summary>
public sealed class SequentialDiscriminator : DiscriminatorNetwork
{
    private readonly LayerSequence _trunk;
    private readonly LayerSequence _head;
    private readonly Embedding? _projection;

    /// <summary>Creates the network, which owns its layers from then on.</summary>
    /// <param name="trunk">Layers up to the last hidden one, (N, F).</param>
    /// <param name="head">Layers from there to the outputs, (N, K).</param>
    /// <param name="features">F.</param>
    /// <param name="projection">
    /// Of the condition to F numbers, whose inner product with the last hidden layer is added to the scores (Miyato and Koyama, 2018);
    /// null for none.
    /// </param>
    public SequentialDiscriminator(IReadOnlyList<Layer> trunk, IReadOnlyList<Layer> head, int features, Embedding? projection = null)
    {
        (_trunk, _head) = (new LayerSequence("trunk", trunk), new LayerSequence("head", head));
        (FeatureCount, _projection) = (features, projection);
        register_module("trunk", _trunk);
        register_module("head", _head);
        if (projection is not null)
            register_module("projection", projection);
    }

    /// <inheritdoc/>
    public override int FeatureCount { get; }

    /// <inheritdoc/>
    protected override (Tensor Scores, Tensor Features) Judge(Tensor samples, Tensor? condition)
    {
        var features = _trunk.Apply(samples, condition);
        var scores = _head.Apply(features, condition);
        if (_projection is not null)
            scores = scores + (_projection.call(condition!) * features).sum([1], keepdim: true);
        return (scores, features);
    }

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, OnnxValue samples, OnnxValue? condition)
    {
        var features = _trunk.Export(graph, "trunk", samples, condition);
        var scores = _head.Export(graph, "head", features, condition);
        if (_projection is null)
            return scores;
        var products = graph.Mul("projection/products", _projection.Export(graph, "projection", condition!), features);
        return graph.Add("scores", scores, graph.ReduceSum("projection/sum", products, axis: 1));
    }
}
