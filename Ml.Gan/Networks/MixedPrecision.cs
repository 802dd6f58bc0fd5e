using Ml.Gan.Training;
using static TorchSharp.torch;

namespace Ml.Gan.Networks;

/// <summary>
/// Mixed precision of the computations on a thread, as long as a <see cref="Scope"/> lasts: convolutions and linear
/// layers cast what they take to bfloat16 or float16, and so give it. Statistics are computed in float32.
/// </summary>
internal static class MixedPrecision
{
    [ThreadStatic]
    private static ScalarType? s_type;

    /// <summary>Begins computations with a precision, on this thread.</summary>
    public static Scope Begin(TrainingPrecision precision) => new(precision switch
    {
        TrainingPrecision.Bf16 => ScalarType.BFloat16,
        TrainingPrecision.Float16 => ScalarType.Float16,
        _ => null,
    });

    /// <summary>
    /// What a convolution or a linear layer takes: fewer bits than float32 has, where the precision is mixed.
    /// </summary>
    public static Tensor Cast(Tensor tensor) =>
        s_type is { } type && tensor.dtype == ScalarType.Float32 ? tensor.to_type(type) : tensor;

    /// <inheritdoc cref="Cast"/>
    public static Tensor? CastOrNull(Tensor? tensor) => tensor is null ? null : Cast(tensor);

    /// <summary>float32 for fewer bits: for statistics, losses, and what leaves a network.</summary>
    public static Tensor Exact(Tensor tensor) =>
        tensor.dtype is ScalarType.BFloat16 or ScalarType.Float16 ? tensor.to_type(ScalarType.Float32) : tensor;

    /// <summary>y = x·Wᵀ + b, (N, inputs) to (N, outputs).</summary>
    public static Tensor Linear(Tensor input, Tensor weight, Tensor? bias = null) =>
        nn.functional.linear(Cast(input), Cast(weight), CastOrNull(bias));

    /// <summary>Ends with its disposal, which brings back what was before.</summary>
    public readonly struct Scope : IDisposable
    {
        private readonly ScalarType? _before;

        internal Scope(ScalarType? type) => (_before, s_type) = (s_type, type);

        /// <inheritdoc/>
        public void Dispose() => s_type = _before;
    }
}
