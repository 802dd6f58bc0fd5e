using Ml.Gan.Networks.Layers;
using Ml.Gan.Objectives;
using static TorchSharp.torch;

namespace Ml.Gan.Networks;

/// <summary>
/// D: samples (N, …) to raw scores, (N), or (N, K) for K outputs: logits of "real" for a discriminator, values for a
/// critic.
/// </summary>
public sealed class DiscriminatorNetwork : LayerSequence
{
    private readonly LayerSequence _trunk;
    private readonly LayerSequence _head;

    /// <summary>Creates the network, which owns its layers from then on.</summary>
    /// <param name="trunk">Layers up to the last hidden one, (N, F).</param>
    /// <param name="head">Layers from there to the outputs, (N, K).</param>
    public DiscriminatorNetwork(IReadOnlyList<Layer> trunk, IReadOnlyList<Layer> head)
        : this(new LayerSequence("trunk", trunk), new LayerSequence("head", head))
    {
    }

    private DiscriminatorNetwork(LayerSequence trunk, LayerSequence head)
        : base("discriminator", [trunk, head]) => (_trunk, _head) = (trunk, head);

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => Scores(base.forward(input));

    /// <summary>Scores a batch, and keeps the features of the last hidden layer, (N, F), if asked to.</summary>
    public EvaluatedBatch Evaluate(Tensor samples, bool features)
    {
        if (!features)
            return new EvaluatedBatch(samples, call(samples));
        var hidden = _trunk.call(samples);
        return new EvaluatedBatch(samples, Scores(_head.call(hidden)), hidden);
    }

    private static Tensor Scores(Tensor outputs) => outputs.shape[1] == 1 ? outputs.view(-1) : outputs;
}
