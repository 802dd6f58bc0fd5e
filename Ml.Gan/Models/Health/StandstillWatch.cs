using TorchSharp.Modules;

namespace Ml.Gan.Models.Health;

/// <summary>Watch for a generator whose weights no longer change.</summary>
internal sealed class StandstillWatch(LatentGan gan) : HealthWatch(HealthProblem.StandingGenerator)
{
    private const double LeastOfRate = 1e-3, LeastOfWeights = 1e-5;
    private const int Looks = 4;

    private readonly Alarm _alarm = new(Looks);
    private float[]? _before;
    private double? _firstRate;

    /// <summary>
    /// Change of the weights since the look before in parts of the weights, both root mean squares; null where nothing
    /// is known.
    /// </summary>
    public double? Change { get; private set; }

    /// <summary>The same in parts of what the optimizer could have changed; null where that isn't known.</summary>
    public double? ChangeOfRate { get; private set; }

    /// <inheritdoc/>
    public override string? Look(long step)
    {
        float[] now = gan.SomeLearningWeights();
        (Change, ChangeOfRate) = (null, null);
        if (_before?.Length == now.Length)
        {
            double change = RootMeanSquare([.. now.Zip(_before, (a, b) => a - b)]), weights = RootMeanSquare(now);
            (Change, ChangeOfRate) = (weights == 0 ? null : change / weights, change / Reach);
        }
        _before = now;
        _firstRate ??= Rate;
        // Where the rate falls, so may the change.
        bool stands = Change * _firstRate < LeastOfWeights * Rate || ChangeOfRate < LeastOfRate;
        return _alarm.Note(stands) ? Message() : null;
    }

    /// <inheritdoc/>
    public override void Restart()
    {
        (_before, _firstRate) = (null, null);
        _alarm.Restart();
    }

    /// <summary>
    /// What a weight can move by: the learning rate in each step, as Adam and RMSprop scale gradients to about 1; null
    /// for other optimizers.
    /// </summary>
    private double? Reach => gan.GeneratorOptimizer is Adam or RMSProp && Rate > 0 ? Rate * Interval : null;

    private double Rate => gan.GeneratorOptimizer.ParamGroups.Max(group => group.LearningRate);

    private static double RootMeanSquare(float[] values) =>
        Math.Sqrt(values.Sum(value => (double)value * value) / values.Length);

    private string Message() =>
        $"the generator stands still: for {Looks * Interval} steps its weights have hardly changed, as where its "
        + "gradients are 0 or its learning rate is far too low. Try another --learning-rate (GeneratorOptimizer), the "
        + "objective non-saturating, or a weaker discriminator: --penalty r1:10 (Penalty) or a lower "
        + "--disc-learning-rate (DiscriminatorOptimizer).";
}
