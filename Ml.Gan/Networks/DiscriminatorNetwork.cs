using Ml.Gan.Networks.Layers;
using static TorchSharp.torch;

namespace Ml.Gan.Networks;

/// <summary>
/// D: samples (N, …) to one raw score each, (N): logits of "real" for a discriminator, values for a critic.
/// </summary>
public sealed class DiscriminatorNetwork : LayerSequence
{
    /// <summary>Creates the network, which owns its layers from then on. The last layer gives (N, 1).</summary>
    public DiscriminatorNetwork(IReadOnlyList<Layer> layers)
        : base("discriminator", layers)
    {
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => base.forward(input).view(-1);
}
