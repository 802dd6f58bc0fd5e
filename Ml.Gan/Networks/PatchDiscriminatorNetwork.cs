using Ml.Gan.Objectives;
using static TorchSharp.torch;

namespace Ml.Gan.Networks;

/// <summary>
/// Discriminator of patches, made by a <see cref="PatchDiscriminator"/>: images (N, C, H, W) to raw outputs (N, K, h,
/// w), for each of h·w patches: the logit of "real" for a discriminator, a value for a critic, or logits of K classes.
/// </summary>
public sealed class PatchDiscriminatorNetwork : nn.Module<Tensor, Tensor>
{
    private readonly IReadOnlyList<LayerSequence> _blocks;
    private readonly Layer _output;

    /// <summary>Creates the network, which owns its layers from then on.</summary>
    /// <param name="blocks">Hidden layers, each block up to its activation.</param>
    /// <param name="output">From the last block's maps to the outputs.</param>
    internal PatchDiscriminatorNetwork(IReadOnlyList<LayerSequence> blocks, Layer output)
        : base("discriminator")
    {
        (_blocks, _output) = (blocks, output);
        for (int i = 0; i < blocks.Count; i++)
            register_module($"block_{i}", blocks[i]);
        register_module("output", output);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor samples) => Outputs(Hidden(samples)[^1]);

    /// <summary>
    /// Outputs for a batch, flattened to (N·h·w), or (N·h·w, K) where there are several, sample after sample; in its
    /// feature maps what each activation function gave, from the image on.
    /// </summary>
    /// <param name="samples">Images, (N, C, H, W).</param>
    public EvaluatedBatch Evaluate(Tensor samples)
    {
        var hidden = Hidden(samples);
        var outputs = Outputs(hidden[^1]);
        return new EvaluatedBatch(
            samples, outputs.shape[1] == 1 ? outputs.reshape(-1) : outputs.permute(0, 2, 3, 1).flatten(0, 2))
        {
            FeatureMaps = [.. hidden.Select(MixedPrecision.Exact)],
        };
    }

    private Tensor Outputs(Tensor maps) => MixedPrecision.Exact(_output.call(maps));

    private List<Tensor> Hidden(Tensor samples)
    {
        List<Tensor> hidden = [];
        foreach (var block in _blocks)
            hidden.Add(block.call(hidden.Count == 0 ? samples : hidden[^1]));
        return hidden;
    }
}
