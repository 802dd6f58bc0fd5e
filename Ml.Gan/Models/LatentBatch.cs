using Ml.Gan.Training;
using static TorchSharp.torch;

namespace Ml.Gan.Models;

/// <summary>
/// Batch of a <see cref="LatentGan"/>, on the device: real samples, and what is generated for the same conditions.
/// </summary>
/// <param name="Real">Real samples, valid until the next batch is read.</param>
/// <param name="Generated">Generated samples as the present stage's discriminator is shown them.</param>
/// <param name="Latents">Latent vectors that they were generated from, (N, z).</param>
/// <param name="Condition">Conditions that they were generated for, codes among them, (N, c); null for none.</param>
/// <param name="Codes">Codes that they were generated from, (N, k); null without codes.</param>
/// <param name="Labeled">
/// Labeled samples whose labels they were generated for; null where those are the real samples' or there are none.
/// </param>
internal sealed record LatentBatch(
    RealBatch Real, Tensor Generated, Tensor Latents, Tensor? Condition, Tensor? Codes, RealBatch? Labeled) : Batch
{
    /// <summary>The batch that says what the generated samples are.</summary>
    public RealBatch Source => Labeled ?? Real;
}

/// <summary>Batch of the data, on the device; valid until the next one is read.</summary>
/// <param name="Samples">Samples, (N, C, H, W) or (N, D).</param>
/// <param name="Condition">Conditions, (N, c): one-hot labels or vectors; null without a condition.</param>
/// <param name="Labels">Classes, int64 (N); null where nothing asks for them.</param>
internal sealed record RealBatch(Tensor Samples, Tensor? Condition, Tensor? Labels);
