using static TorchSharp.torch;

namespace Ml.Gan.Training.Conditions;

/// <summary>A batch of the data, on the device; valid until the next one is read.</summary>
/// <param name="Samples">The samples, (N, C, H, W) or (N, D).</param>
/// <param name="Condition">What they are, (N, c): one-hot labels or vectors; null without a condition.</param>
/// <param name="Labels">Their classes, int64 (N); null where nothing asks for them.</param>
internal sealed record RealBatch(Tensor Samples, Tensor? Condition, Tensor? Labels);
