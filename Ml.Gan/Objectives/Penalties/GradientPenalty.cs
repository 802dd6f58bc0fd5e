using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Objectives.Penalties;

/// <summary>
/// λE(‖∇D(x̂)‖₂ − 1)² at points x̂ = εx + (1 − ε)G(z) between real and generated samples, with one ε ~ U[0, 1] for
/// each sample (Gulrajani et al., 2017).
/// </summary>
public sealed record GradientPenalty : Penalty
{
    /// <summary>λ. Default 10.</summary>
    public double Weight { get; init; } = 10;

    /// <inheritdoc/>
    public override bool AllowsBatchNorm => false;

    /// <inheritdoc/>
    public override Tensor Loss(Func<Tensor, Tensor> critic, Tensor real, Tensor generated, Generator random)
    {
        var points = Between(real, generated, random).requires_grad_();
        var scores = critic(points).sum();
        var gradient = autograd.grad([scores], [points], create_graph: true)[0];
        var slope = (gradient.reshape(gradient.shape[0], -1).square().sum(1) + 1e-12).sqrt();
        return (slope - 1).square().mean() * Weight;
    }

    private static Tensor Between(Tensor real, Tensor generated, Generator random)
    {
        long[] perSample = [real.shape[0], .. Enumerable.Repeat(1L, real.shape.Length - 1)];
        var weight = torch.rand(perSample, dtype: real.dtype, generator: random).to(real.device);
        return (generated + weight * (real - generated)).detach();
    }
}
