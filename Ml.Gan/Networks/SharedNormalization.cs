using Ml.Gan.Training;
using Ml.Gan.Training.Replication;
using static TorchSharp.torch;
using static TorchSharp.torch.autograd;

namespace Ml.Gan.Networks;

/// <summary>
/// Batch normalization of a rank's share of a batch by mean and variance of the whole batch. Gradients go through both,
/// second ones too. The ranks meet once on the way forward and once on the way back, and not in each operation of
/// which a normalization could be made.
/// </summary>
internal sealed class SharedNormalization : SingleTensorFunction<SharedNormalization>
{
    private const string Ranks = "replicas", Smallest = "epsilon";

    /// <inheritdoc/>
    public override string Name => nameof(SharedNormalization);

    /// <summary>Mean and variance of the channels of the whole batch, (C) each, without gradients.</summary>
    /// <param name="share">This rank's maps, (N, C, …).</param>
    /// <param name="replicas">The ranks.</param>
    public static (Tensor Mean, Tensor Variance) Moments(Tensor share, Replicas replicas)
    {
        using var frozen = no_grad();
        var mean = share.mean(Others(share), keepdim: true);
        var variance = (share - mean).pow_(2).mean(Others(share)).to_type(ScalarType.Float64);
        // In float64 the square of the mean takes nothing away from the variance that float32 has of it.
        var exact = mean.to_type(ScalarType.Float64).view(-1);
        var whole = Average(stack([exact, variance + exact.square()]), replicas);
        return (whole[0].to_type(share.dtype), (whole[1] - whole[0].square()).clamp_min(0).to_type(share.dtype));
    }

    /// <summary>The normalized maps.</summary>
    /// <param name="share">This rank's maps, (N, C, …).</param>
    /// <param name="moments">What <see cref="Moments"/> gave.</param>
    /// <param name="weight">Scales, (C); null for 1.</param>
    /// <param name="bias">Shifts, (C); null for 0.</param>
    /// <param name="epsilon">What is added to the variance.</param>
    /// <param name="replicas">The ranks.</param>
    public static Tensor Of(
        Tensor share, (Tensor Mean, Tensor Variance) moments, Tensor? weight, Tensor? bias, double epsilon,
        Replicas replicas) => apply(share, weight!, bias!, moments, epsilon, replicas);

    /// <inheritdoc/>
    public override Tensor forward(AutogradContext ctx, params object[] vars)
    {
        var (share, weight, bias) = ((Tensor)vars[0], vars[1] as Tensor, vars[2] as Tensor);
        var (mean, variance) = ((Tensor, Tensor))vars[3];
        double epsilon = (double)vars[4];
        ctx.save_for_backward([share, mean, variance, .. weight is null ? [] : (Tensor[])[weight]]);
        ctx.save_data(Smallest, epsilon);
        ctx.save_data(Ranks, vars[5]);
        return nn.functional.batch_norm(share, mean, variance, weight, bias, training: false, eps: epsilon);
    }

    /// <inheritdoc/>
    public override List<Tensor> backward(AutogradContext ctx, Tensor grad_output)
    {
        using var scope = NewDisposeScope();
        var replicas = (Replicas)ctx.get_data(Ranks);
        var saved = ctx.get_saved_variables();
        var (share, weight) = (saved[0], saved.Count > 3 ? saved[3] : null);
        long[] shape = [1, share.shape[1], .. Enumerable.Repeat(1L, share.shape.Length - 2)], others = Others(share);
        var mean = is_grad_enabled() ? Average(share.mean(others), replicas) : saved[1];
        var centered = share - mean.view(shape);
        var variance = is_grad_enabled() ? Average(centered.square().mean(others), replicas) : saved[2];
        var scale = (variance + (double)ctx.get_data(Smallest)).rsqrt();
        var (ofBias, ofWeight) = (grad_output.sum(others), (grad_output * centered).sum(others) * scale);
        var means = Average(stack([ofBias, ofWeight]), replicas) / (share.numel() / share.shape[1]);
        // factor * (gradient - its mean - normalized * mean of their product), multiplied out to pass the maps twice.
        var factor = weight is null ? scale : scale * weight;
        var rest = addcmul(-(means[0] * factor).view(shape), centered, -(means[1] * factor * scale).view(shape), 1);
        var ofShare = addcmul(rest, grad_output, factor.view(shape), 1);
        return
        [
            ofShare.MoveToOuterDisposeScope(),
            weight is null ? null! : ofWeight.MoveToOuterDisposeScope(),
            weight is null ? null! : ofBias.MoveToOuterDisposeScope(),
            null!, null!, null!,
        ];
    }

    /// <summary>Dimensions but the channels'.</summary>
    private static long[] Others(Tensor maps) =>
        [0, .. Enumerable.Range(2, maps.shape.Length - 2).Select(dimension => (long)dimension)];

    private static Tensor Average(Tensor values, Replicas replicas) =>
        ReplicaSum.apply(values, replicas) / replicas.Count;
}
