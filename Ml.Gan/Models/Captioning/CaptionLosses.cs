using Ml.Gan.Networks;
using static TorchSharp.torch;

namespace Ml.Gan.Models.Captioning;

/// <summary>Losses of a captioner and its evaluator, all scalars.</summary>
internal static class CaptionLosses
{
    /// <summary>
    /// Share of words that may differ by noise alone, above which nothing is gained (τ of Yang et al., 2019).
    /// </summary>
    private const double DiversityBound = 0.5;

    private const double Least = 1e-6;

    /// <summary>−log p of the true words, their end counted in, by word.</summary>
    /// <param name="logits">(N, T, V).</param>
    /// <param name="words">True captions as one-hot rows, (N, T, V).</param>
    public static Tensor Likelihood(Tensor logits, Tensor words)
    {
        var alive = WordSequence.AliveOf(words);
        var log = (logits.log_softmax(-1) * words).sum(2);
        return -(log * alive).sum() / alive.sum();
    }

    /// <summary>
    /// −min(d(S₁, S₂) / d(z₁, z₂), τ), the mean over images, where S₁ and S₂ are captions of one image that noise z₁
    /// and z₂ led to (Yang et al., 2019): d(S₁, S₂) is the mean over the places of words of the total variation between
    /// what each caption's words were chosen by, d(z₁, z₂) = ‖z₁ − z₂‖ / √(2Z), which is about 1.
    /// </summary>
    /// <param name="written">Captions from z₁, then those of the same images from z₂, (2N, T, V).</param>
    /// <param name="noise">(2N, Z).</param>
    public static Tensor Diversity(WordSequence written, Tensor noise)
    {
        long count = noise.shape[0] / 2;
        var chances = written.Logits.softmax(-1);
        var alive = written.Alive.narrow(0, 0, count).maximum(written.Alive.narrow(0, count, count));
        var variation = (chances.narrow(0, 0, count) - chances.narrow(0, count, count)).abs().sum(2) / 2;
        var words = (variation * alive).sum(1) / alive.sum(1);
        var apart = (noise.narrow(0, 0, count) - noise.narrow(0, count, count)).square().sum(1)
            .div(2 * noise.shape[1]).sqrt();
        return -(words / (apart + Least)).clamp_max(DiversityBound).mean();
    }

    /// <summary>What an evaluator loses by calling captions a human's: −log σ(logit).</summary>
    public static Tensor AsHuman(Tensor logits) => nn.functional.softplus(-logits).mean();

    /// <summary>What it loses by not doing so: −log(1 − σ(logit)).</summary>
    public static Tensor AsOther(Tensor logits) => nn.functional.softplus(logits).mean();
}
