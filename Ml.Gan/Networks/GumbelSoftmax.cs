using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Networks;

/// <summary>
/// Straight-through Gumbel-softmax (Jang, Gu and Poole, 2017; Maddison, Mnih and Teh, 2017): logits (N, K), with Gumbel
/// noise of that shape as the condition, to one-hot rows of the classes where their sum is largest, which are samples
/// of softmax(logits). Gradients are those of softmax((logits + noise) / temperature). Without noise the class of the
/// largest logit is chosen, which is what is exported.
/// </summary>
/// <param name="temperature">Above 0: the lower, the nearer to one-hot rows what gradients are of.</param>
public sealed class GumbelSoftmax(double temperature) : Layer("gumbel_softmax")
{
    private const double Least = 1e-20;

    /// <summary>Standard Gumbel noise, −log(−log u) for u uniform in (0, 1).</summary>
    /// <param name="random">Draws it, on the CPU.</param>
    /// <param name="shape">Its shape.</param>
    public static Tensor Noise(Generator random, params long[] shape) =>
        -torch.empty(shape, ScalarType.Float32, CPU).exponential_(1, random).clamp_min(Least).log();

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor? condition)
    {
        var sum = condition is null ? input : input + condition;
        var soft = (sum / temperature).softmax(-1);
        var chosen = nn.functional.one_hot(sum.detach().argmax(-1), input.shape[^1]).to_type(soft.dtype);
        return chosen + (soft - soft.detach());
    }

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input, OnnxValue? condition)
    {
        int classes = (int)input.Shape[1]!.Value;
        var largest = graph.Node(
            "ArgMax", $"{prefix}/largest", [input], [input.Shape[0]], ("axis", 1), ("keepdims", 0));
        return graph.OneHot(prefix, largest, classes);
    }
}
