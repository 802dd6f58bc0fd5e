using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Objectives;

/// <summary>
/// A positive definite kernel k(x, y) that is a function of ‖x − y‖², plus a multiple of ⟨x, y⟩, and the maximum mean
/// discrepancy that it defines (Gretton et al., 2012).
/// </summary>
public abstract record Kernel
{
    /// <summary>
    /// Weight of the linear kernel ⟨x, y⟩, at least 0, which pulls the means of sets together however far apart they
    /// are. Default 0.
    /// </summary>
    /// <exception cref="GanOptionException">It is out of range.</exception>
    public double LinearWeight
    {
        get;
        init => field = OptionValue.Require(
            value, value is >= 0 and < double.PositiveInfinity, nameof(Objective),
            "The weight of a linear kernel must be at least 0");
    }

    /// <summary>k for squared distances, elementwise.</summary>
    protected abstract Tensor Of(Tensor squaredDistances);

    /// <summary>k(xᵢ, yⱼ), (N, M), of the samples (N, …) and (M, …).</summary>
    public Tensor Between(Tensor x, Tensor y)
    {
        var (rows, columns) = (x.reshape(x.shape[0], -1), y.reshape(y.shape[0], -1));
        var products = rows.matmul(columns.t());
        var squares = rows.square().sum(1, keepdim: true) + columns.square().sum(1);
        var kernel = Of((squares - 2 * products).clamp_min(0));
        return LinearWeight == 0 ? kernel : kernel + products * LinearWeight;
    }

    /// <summary>
    /// The unbiased estimate of MMD² = E k(x, x′) + E k(y, y′) − 2E k(x, y) from (N, …) and (M, …), a scalar: 0 on
    /// average for equal distributions, so it may be negative.
    /// </summary>
    /// <exception cref="GanOptionException">There are fewer than 2 samples of a kind.</exception>
    public Tensor Discrepancy(Tensor x, Tensor y) => MeanOfPairs(x) + MeanOfPairs(y) - 2 * Between(x, y).mean();

    /// <summary>
    /// The biased estimate of MMD² from (N, …) and (M, …), a scalar: the squared distance of the two sets' means in the
    /// kernel's feature space, so it is at least 0, and 0 for equal sets alone.
    /// </summary>
    public Tensor BiasedDiscrepancy(Tensor x, Tensor y) =>
        Between(x, x).mean() + Between(y, y).mean() - 2 * Between(x, y).mean();

    /// <summary>
    /// The witness function E k(·, x) − E k(·, y) at <paramref name="points"/>, (P): where it is high, there is more of
    /// x than of y.
    /// </summary>
    public Tensor Witness(Tensor points, Tensor x, Tensor y) =>
        Between(points, x).mean([1]) - Between(points, y).mean([1]);

    /// <summary>
    /// The parameters of a mixture of P kernels as (P, 1, 1), which makes (P, N, M) with distances (N, M).
    /// </summary>
    private protected static Tensor Column(IReadOnlyList<double> parameters, Tensor like) =>
        torch.tensor(parameters.ToArray(), [parameters.Count, 1, 1], like.dtype, like.device);

    private Tensor MeanOfPairs(Tensor x)
    {
        long count = x.shape[0];
        if (count < 2)
            throw new GanOptionException("Packing",
                "A batch is one pack, but a maximum mean discrepancy compares pairs. Take smaller packs or a larger "
                + "batch.");
        var kernel = Between(x, x);
        return (kernel.sum() - kernel.trace()) / (count * (count - 1.0));
    }
}

/// <summary>
/// Σ exp(−‖x − y‖²/2σ²) over several bandwidths σ, so that one of them fits the data (Li, Swersky and Zemel, 2015).
/// </summary>
public sealed record GaussianMixture : Kernel
{
    // The paper's σ² are 2, 5, 10, 20, 40 and 80 for digits in [0, 1], whose squared distance is about 100.
    private static readonly double[] s_bandwidths = [.. new[] { 0.02, 0.05, 0.1, 0.2, 0.4, 0.8 }.Select(Math.Sqrt)];

    /// <summary>
    /// The σ, each above 0: standard deviations. Default √0.02, √0.05, √0.1, √0.2, √0.4, √0.8, for samples whose median
    /// distance is 1.
    /// </summary>
    /// <exception cref="GanOptionException">There is none, or one is out of range.</exception>
    public IReadOnlyList<double> Bandwidths
    {
        get;
        init => field = KernelParameters.Check(value, "bandwidth");
    } = s_bandwidths;

    /// <inheritdoc/>
    protected override Tensor Of(Tensor squaredDistances) =>
        (squaredDistances / (-2 * Column(Bandwidths, squaredDistances).square())).exp().sum([0]);
}

/// <summary>
/// Σ (1 + ‖x − y‖²/2α)^(−α) over several α (Bińkowski et al., 2018). Its tails are heavy, so samples far apart still
/// attract each other.
/// </summary>
public sealed record RationalQuadraticMixture : Kernel
{
    private static readonly double[] s_exponents = [0.2, 0.5, 1, 2, 5];

    /// <summary>The α, each above 0. Default 0.2, 0.5, 1, 2, 5.</summary>
    /// <exception cref="GanOptionException">There is none, or one is out of range.</exception>
    public IReadOnlyList<double> Exponents
    {
        get;
        init => field = KernelParameters.Check(value, "exponent");
    } = s_exponents;

    /// <summary>Through logarithms, whose gradients and second gradients cost a fraction of a power's.</summary>
    /// <inheritdoc/>
    protected override Tensor Of(Tensor squaredDistances)
    {
        var exponents = Column(Exponents, squaredDistances);
        return ((squaredDistances / (2 * exponents)).log1p() * -exponents).exp().sum([0]);
    }
}

/// <summary>The parameters of a mixture of kernels: at least one, each above 0.</summary>
internal static class KernelParameters
{
    /// <exception cref="GanOptionException">There is none, or one is out of range.</exception>
    public static IReadOnlyList<double> Check(IReadOnlyList<double> values, string name)
    {
        if (values.Count == 0)
            throw new GanOptionException(nameof(Objective), $"A kernel needs at least one {name}.");
        foreach (double value in values)
            OptionValue.RequirePositive(value, nameof(Objective), $"A kernel's {name}");
        return values;
    }
}
