using Ml.Gan.Native;
using static TorchSharp.torch;

namespace Ml.Gan.Models.Health;

/// <summary>Watch for a discriminator that tells all real samples from generated ones.</summary>
internal sealed class DiscriminatorWatch : HealthWatch
{
    private const double Accurate = 0.995;
    private const long FewestScores = 1000, FewestLooks = 50;

    private readonly LatentGan _gan;
    private readonly Alarm _alarm = new(1);
    private long _looks;
    private long _right;
    private long _scores;

    public DiscriminatorWatch(LatentGan gan)
        : base(HealthProblem.DeadDiscriminator) => (_gan, Interval) = (gan, 10);

    /// <summary>Part of the scores that were right, of those that were counted last; null before.</summary>
    public double? Accuracy { get; private set; }

    /// <inheritdoc/>
    public override string? Look(long step)
    {
        if (_gan.LastLogits is not { } scores)
            return null;
        Count(scores.Real, scores.Generated);
        if (++_looks < FewestLooks || _scores < FewestScores)
            return null;
        (Accuracy, long steps) = ((double)_right / _scores, _looks * Interval);
        (_looks, _right, _scores) = (0, 0, 0);
        return _alarm.Note(Accuracy >= Accurate) ? Message(Accuracy.Value, steps) : null;
    }

    /// <inheritdoc/>
    public override void Restart()
    {
        (_looks, _right, _scores) = (0, 0, 0);
        _alarm.Restart();
    }

    private void Count(Tensor real, Tensor generated)
    {
        using var scope = NewDisposeScope();
        using var computation = FinalizerPause.Begin();
        using var frozen = no_grad();
        _right += ((real > 0).sum() + (generated < 0).sum()).item<long>();
        _scores += real.numel() + generated.numel();
    }

    private static string Message(double accuracy, long steps) =>
        FormattableString.Invariant($"the discriminator has told {100 * accuracy:F1} % of real and generated samples ")
        + FormattableString.Invariant($"apart for {steps} steps, so that the generator learns little from it. Try ")
        + "--penalty r1:10 (Penalty), a lower --disc-learning-rate (DiscriminatorOptimizer), --instance-noise 0.1 "
        + "(InstanceNoise), and for few images --diff-augment color,translation,cutout (Augmentation).";
}
