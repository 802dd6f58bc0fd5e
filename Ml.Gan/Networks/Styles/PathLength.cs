using Ml.Gan.Training.Replication;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Ml.Gan.Networks.Styles;

/// <summary>
/// Path length regularization (Karras et al., 2020): how far an image moves when its style does, ‖Jᵀy‖ for y ~ N(0, 1)
/// per pixel, is to be the same everywhere: near its running mean a, E(‖Jᵀy‖ − a)².
/// </summary>
/// <remarks>
/// The mean starts at the first lengths. From 0, as in the authors' program, it would draw lengths to 0 for some
/// hundred steps first, which is nothing in a training of a hundred thousand, and much in a short one.
/// </remarks>
internal sealed class PathLength : nn.Module
{
    /// <summary>Steps between two that the penalty is added to, where it counts as many times.</summary>
    public const int Interval = 4;

    private const double Weight = 2;
    private const double Decay = 0.01;

    [ComponentName(Name = "mean")]
    private Tensor _mean;

    public PathLength(ParameterFactory parameters)
        : base("path_length")
    {
        _mean = parameters.Buffer(0, 1);
        register_buffer("mean", _mean);
    }

    /// <summary>
    /// Whether the penalty is due: in the last of each <see cref="Interval"/> steps, so that metrics, which are written
    /// every 10 steps, see it.
    /// </summary>
    public static bool IsDue(long step) => step % Interval == Interval - 1;

    /// <summary>Samples of a batch whose lengths are penalized: half of them.</summary>
    public static long CountOf(long batchSize) => (batchSize + 1) / 2;

    /// <summary>Lengths ‖Jᵀy‖ of N images: roots of the mean of ‖∂(images·y)/∂style‖² over the layers, (N).</summary>
    /// <param name="images">Images, (N, C, H, W), made from the styles.</param>
    /// <param name="styles">Styles, (N, L, z).</param>
    /// <param name="directions">y, (N, C, H, W).</param>
    public static Tensor Lengths(Tensor images, Tensor styles, Tensor directions)
    {
        var gradient = autograd.grad(
            [(images * directions).sum()], [styles], retain_graph: true, create_graph: true)[0];
        return (gradient.square().sum(2).mean([1]) + 1e-12).sqrt();
    }

    /// <summary>The weighted penalty on lengths, (N), a scalar; the running mean takes them in.</summary>
    public Tensor Penalty(Tensor lengths)
    {
        using (no_grad())
        {
            var present = Shard.Mean(lengths.detach().mean()).view(1);
            _mean.copy_(where(_mean == 0, present, _mean + (present - _mean) * Decay));
        }
        return (lengths - _mean).square().mean() * (Weight * Interval);
    }
}
