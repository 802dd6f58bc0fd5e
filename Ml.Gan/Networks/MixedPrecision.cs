using Ml.Gan.Training;
using static TorchSharp.torch;

namespace Ml.Gan.Networks;

/// <summary>
/// Mixed precision of the computations on a thread, as long as a <see cref="Scope"/> lasts: convolutions and linear
/// layers cast what they take to bfloat16, and so give it. Statistics are computed in float32.
/// </summary>
internal static class MixedPrecision
{
    [ThreadStatic]
    private static bool s_isOn;

    /// <summary>Begins computations with a precision, on this thread.</summary>
    public static Scope Begin(TrainingPrecision precision) => new(precision == TrainingPrecision.Bf16);

    /// <summary>
    /// What a convolution or a linear layer takes: bfloat16 for float32, where the precision is mixed.
    /// </summary>
    public static Tensor Cast(Tensor tensor) =>
        s_isOn && tensor.dtype == ScalarType.Float32 ? tensor.to_type(ScalarType.BFloat16) : tensor;

    /// <inheritdoc cref="Cast"/>
    public static Tensor? CastOrNull(Tensor? tensor) => tensor is null ? null : Cast(tensor);

    /// <summary>float32 for bfloat16: for statistics, losses, and what leaves a network.</summary>
    public static Tensor Exact(Tensor tensor) =>
        tensor.dtype == ScalarType.BFloat16 ? tensor.to_type(ScalarType.Float32) : tensor;

    /// <summary>y = x·Wᵀ + b, (N, inputs) to (N, outputs).</summary>
    public static Tensor Linear(Tensor input, Tensor weight, Tensor? bias = null) =>
        nn.functional.linear(Cast(input), Cast(weight), CastOrNull(bias));

    /// <summary>Ends with its disposal, which brings back what was before.</summary>
    public readonly struct Scope : IDisposable
    {
        private readonly bool _before;

        internal Scope(bool isOn) => (_before, s_isOn) = (s_isOn, isOn);

        /// <inheritdoc/>
        public void Dispose() => s_isOn = _before;
    }
}
