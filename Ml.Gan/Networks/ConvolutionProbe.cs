using Ml.Gan.Native;
using static TorchSharp.torch;

namespace Ml.Gan.Networks;

/// <summary>Way in which convolutions are computed on the CPU.</summary>
public enum ConvolutionPath
{
    /// <summary>libtorch's convolutions as they are.</summary>
    Direct,

    /// <summary>libtorch's convolutions with channels padded by zeros to a multiple of 16.</summary>
    PaddedChannels,
}

/// <summary>
/// Probe of libtorch's convolutions on this machine's CPU. Where a processor hides the sizes of its caches, as virtual
/// machines may, the oneDNN inside libtorch 2.10 computes some convolutions wrongly and in silence. The probe compares
/// a few in float32 with the same in float64, once in a process and before the first training, and so decides how all
/// of them are computed. It takes some milliseconds and draws nothing from global generators.
/// </summary>
public static class ConvolutionProbe
{
    private const double Tolerance = 1e-3;

    /// <summary>
    /// Outputs of the convolutions that are compared: below, between and above multiples of the blocks of 8 and 16
    /// channels.
    /// </summary>
    private static readonly long[] s_outputs = [1, 3, 8, 12, 24];

    private static readonly Lazy<double> s_error = new(Measure);

    private static ConvolutionPath? s_forced;

    /// <summary>
    /// Largest error relative to the largest element that was found, about 1e-6 where all is well; NaN counts as
    /// infinity.
    /// </summary>
    public static double RelativeError => s_error.Value;

    /// <summary>How convolutions are computed.</summary>
    public static ConvolutionPath Path =>
        s_forced ?? (RelativeError < Tolerance ? ConvolutionPath.Direct : ConvolutionPath.PaddedChannels);

    /// <summary>One sentence on what was found and what follows.</summary>
    public static string Description => RelativeError < Tolerance
        ? $"libtorch's convolutions are right on this machine ({Found}) and used as they are."
        : $"libtorch's convolutions are wrong on this machine ({Found}), whose processor hides its caches; channels "
            + "are padded to multiples of 16, which are computed rightly.";

    private static string Found =>
        double.IsFinite(RelativeError) ? $"relative error {RelativeError:0.#E+0}" : "some results are no numbers";

    /// <summary>Has all convolutions computed in one way, whatever was found; null to go by the probe.</summary>
    internal static void Force(ConvolutionPath? path) => s_forced = path;

    private static double Measure()
    {
        using var scope = NewDisposeScope();
        using var computation = FinalizerPause.Begin();
        using var gradients = GradientMode.Enable();
        return s_outputs.Max(
            outputs => Math.Max(ErrorOf(16, outputs, transposed: false), ErrorOf(16, outputs, transposed: true)));
    }

    /// <summary>The error of a 3×3 convolution's output and of its input's gradient.</summary>
    private static double ErrorOf(long inputs, long outputs, bool transposed)
    {
        long[] kernel = transposed ? [inputs, outputs, 3, 3] : [outputs, inputs, 3, 3];
        var (images, weight) = (Waves(2, inputs, 9, 9), Waves(kernel));
        var exact = Compute(ScalarType.Float64);
        return Compute(ScalarType.Float32).Zip(exact, RelativeDifference).Max();

        Tensor[] Compute(ScalarType type)
        {
            var input = images.to_type(type).detach().requires_grad_();
            var kernels = weight.to_type(type);
            var output = transposed
                ? nn.functional.conv_transpose2d(input, kernels, padding: [1, 1])
                : nn.functional.conv2d(input, kernels, padding: [1, 1]);
            return [output.detach(), autograd.grad([output], [input], [Waves(output.shape).to_type(type)])[0]];
        }
    }

    private static double RelativeDifference(Tensor computed, Tensor exact)
    {
        double difference = ((computed.to_type(ScalarType.Float64) - exact).abs().max() / exact.abs().max())
            .item<double>();
        return double.IsNaN(difference) ? double.PositiveInfinity : difference;
    }

    /// <summary>Numbers in [-1, 1] that don't repeat, in float64.</summary>
    private static Tensor Waves(params long[] shape) =>
        arange(shape.Aggregate(1L, (product, size) => product * size), ScalarType.Float64, CPU).mul(0.7).sin()
            .reshape(shape);
}
