using Ml.Gan.Models.Health;
using Ml.Gan.Training;

namespace Ml.Gan.Models;

/// <summary>
/// Listener that warns of a <see cref="LatentGan"/> whose training goes on but won't end well: mode collapse, a
/// discriminator that is always right, a generator that stands still. It looks at what a step computed anyway, every 10
/// or 50 steps, and draws no random numbers, so that the same seed gives the same generator with and without it.
/// </summary>
/// <remarks>
/// <para>
/// Each warning needs a state that lasts: 300 steps of collapse, 500 of a discriminator that is always right, 200 of a
/// generator that stands still. It is given once, and again only when the state has been over for as long. A new stage
/// of networks that are trained in stages begins anew.
/// </para>
/// <para>
/// Mode collapse is measured against the real batch of the same step, which has the same conditions: the root mean
/// square deviation from the batch's mean, which a generator of one image loses, and the median distance of a sample to
/// its nearest neighbor in the batch, which one that repeats a few images loses. It is warned of where one of them is
/// below 15 or 10 % of the real batch's. Batches of less than 4 samples, and real samples that are all the same, say
/// nothing.
/// </para>
/// <para>
/// A discriminator is called dead where it is right in 99.5 % of at least 1,000 samples: its score is above 0 for real
/// ones and below for generated ones. That is said only of objectives whose scores are logits, where it means that the
/// loss is used up: <see cref="Objectives.Objective.OutputsLogits"/>. Scores of critics have no zero to compare with,
/// and a critic that orders all samples rightly is as it should be (Arjovsky, Chintala and Bottou, 2017): what harms
/// there is a generator that no longer moves, which is warned of.
/// </para>
/// <para>
/// A generator stands still where its weights change by less than a hundred thousandth of themselves in 50 steps, or by
/// less than a thousandth of what Adam or RMSprop would change them by at full speed, as with gradients of 0. Its
/// images then change no more than by the running statistics of its normalization.
/// </para>
/// <code>
/// new GanTrainer(gan).Train([new HealthMonitor(gan, warning => Console.WriteLine(warning.Message))]);
/// </code>
/// </remarks>
public sealed class HealthMonitor : ITrainingListener
{
    private readonly LatentGan _gan;
    private readonly Action<HealthWarning> _warn;
    private readonly HealthWatch[] _watches;
    private int _stage;

    /// <summary>Creates a monitor.</summary>
    /// <param name="gan">What is trained; it stays the caller's.</param>
    /// <param name="warn">Takes the warnings, on the training thread.</param>
    public HealthMonitor(LatentGan gan, Action<HealthWarning> warn)
        : this(gan, warn, everyStep: false)
    {
    }

    /// <param name="gan">What is trained.</param>
    /// <param name="warn">Takes the warnings.</param>
    /// <param name="everyStep">Looks in each step, for tests.</param>
    internal HealthMonitor(LatentGan gan, Action<HealthWarning> warn, bool everyStep)
    {
        ArgumentNullException.ThrowIfNull(gan);
        ArgumentNullException.ThrowIfNull(warn);
        (_gan, _warn, _stage) = (gan, warn, gan.Stage);
        _watches = [new CollapseWatch(gan), new DiscriminatorWatch(gan), new StandstillWatch(gan)];
        if (everyStep)
            Array.ForEach(_watches, watch => watch.Interval = 1);
    }

    /// <inheritdoc/>
    public void StepCompleted(TrainingStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        if (_gan.Stage != _stage)
            Array.ForEach(_watches, watch => watch.Restart());
        _stage = _gan.Stage;
        foreach (var watch in _watches.Where(watch => step.Step % watch.Interval == 0))
        {
            if (watch.Look(step.Step) is not { } message)
                continue;
            var warning = new HealthWarning(watch.Problem, step.Step, $"Step {step.Step}: {message}");
            _warn(warning);
            step.Report(warning);
        }
    }
}
