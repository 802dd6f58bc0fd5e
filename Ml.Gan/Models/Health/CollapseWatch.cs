namespace Ml.Gan.Models.Health;

/// <summary>Watch for generated samples that are much more alike than the real ones of the same step.</summary>
internal sealed class CollapseWatch(LatentGan gan) : HealthWatch(HealthProblem.ModeCollapse)
{
    private const double LeastDeviation = 0.15, LeastNearest = 0.1;
    private const int Looks = 6;

    private readonly Alarm _alarm = new(Looks);

    /// <summary>
    /// Spread of the last look's generated samples, in parts of the real ones'; null where nothing is known.
    /// </summary>
    public SampleSpread? Ratio { get; private set; }

    /// <inheritdoc/>
    public override string? Look(long step)
    {
        Ratio = Measure();
        bool isCollapsed = Ratio is { } ratio && (ratio.Deviation < LeastDeviation || ratio.Nearest < LeastNearest);
        return _alarm.Note(isCollapsed) ? Message(Ratio!.Value) : null;
    }

    /// <inheritdoc/>
    public override void Restart() => _alarm.Restart();

    private SampleSpread? Measure()
    {
        var (real, generated) = gan.LastSamples;
        if (real.shape[0] < SampleSpread.FewestSamples || generated.shape[0] < SampleSpread.FewestSamples)
            return null;
        var (one, other) = (SampleSpread.Of(generated), SampleSpread.Of(real));
        return other.Deviation == 0
            ? null
            : new SampleSpread(one.Deviation / other.Deviation, other.Nearest == 0 ? 1 : one.Nearest / other.Nearest);
    }

    private string Message(SampleSpread ratio) => FormattableString.Invariant(
        $"the generator collapses: for {Looks * Interval} steps its samples have been much more alike than real ones ")
        + FormattableString.Invariant(
            $"(their spread is {100 * ratio.Deviation:F0} % of the real samples', the distance between nearest ones ")
        + FormattableString.Invariant($"{100 * ratio.Nearest:F0} %). If that doesn't end by itself, try ")
        + "--minibatch stddev (MinibatchFeature), --penalty r1:10 (Penalty), --packing 2 (Packing) or a lower learning "
        + "rate of the generator.";
}
