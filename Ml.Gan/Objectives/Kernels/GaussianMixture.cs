using static TorchSharp.torch;

namespace Ml.Gan.Objectives.Kernels;

/// <summary>
/// Σ exp(−‖x − y‖²/2σ) over several bandwidths σ, so that one of them fits the data (Li, Swersky and Zemel, 2015). A bandwidth is
/// a squared length, as in that paper: a variance of the Gaussian, not its standard deviation.
/// </summary>
public sealed record GaussianMixture : Kernel
{
    private static readonly double[] s_bandwidths = [2, 5, 10, 20, 40, 80];

    /// <summary>The σ, each above 0. Default 2, 5, 10, 20, 40, 80.</summary>
    /// <exception cref="GanOptionException">There is none, or one is out of range.</exception>
    public IReadOnlyList<double> Bandwidths { get; init => field = KernelParameters.Check(value, "bandwidth"); } = s_bandwidths;

    /// <inheritdoc/>
    protected override Tensor Of(Tensor squaredDistances) =>
        (squaredDistances / (-2 * Column(Bandwidths, squaredDistances))).exp().sum([0]);
}
