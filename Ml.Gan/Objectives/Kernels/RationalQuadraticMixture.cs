using static TorchSharp.torch;

namespace Ml.Gan.Objectives.Kernels;

/// <summary>
/// Σ (1 + ‖x − y‖²/2α)^(−α) over several α (Bińkowski et al., 2018). Its tails are heavy, so samples far apart still attract
/// each other.
/// </summary>
public sealed record RationalQuadraticMixture : Kernel
{
    private static readonly double[] s_exponents = [0.2, 0.5, 1, 2, 5];

    /// <summary>The α, each above 0. Default 0.2, 0.5, 1, 2, 5.</summary>
    /// <exception cref="GanOptionException">There is none, or one is out of range.</exception>
    public IReadOnlyList<double> Exponents { get; init => field = KernelParameters.Check(value, "exponent"); } = s_exponents;

    /// <summary>Through logarithms, whose gradients and second gradients cost a fraction of a power's.</summary>
    /// <inheritdoc/>
    protected override Tensor Of(Tensor squaredDistances)
    {
        var exponents = Column(Exponents, squaredDistances);
        return ((squaredDistances / (2 * exponents)).log1p() * -exponents).exp().sum([0]);
    }
}
