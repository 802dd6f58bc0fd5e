using System.Globalization;
using Ml.Gan.Data;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;

namespace Ml.Gan.Models;

/// <summary>
/// Plan of a training: network, width, batch size and augmentation that suit what is learned from and the time that
/// there is, with the reasons.
/// </summary>
public sealed class TrainingPlan
{
    /// <summary>Fewer images than this an ordinary discriminator learns by heart.</summary>
    private const int Few = 10_000;

    /// <summary>From this size on images have the parts that a network for few images tells apart.</summary>
    private const int SmallestOfFew = 32;

    private const int SmallBatch = 16;

    private readonly List<string> _reasons = [];
    private readonly Predicate<string> _isGiven;
    private readonly ISampleSource _data;

    private TrainingPlan(
        ISampleSource data, LatentGanOptions options, Predicate<string> isGiven, CancellationToken cancellation)
    {
        (_data, Options, _isGiven) = (data, options.Copy(), isGiven);
        if (!_isGiven(nameof(Options.Network)))
        {
            ChooseNetwork();
            ChooseBatch();
        }
        if (Options.Time is not null && Options.Steps is null && Options.Epochs is null)
            ChooseSteps(Options.Time.Value, cancellation);
    }

    /// <summary>Options to train with.</summary>
    public LatentGanOptions Options { get; }

    /// <summary>What was chosen and why, a sentence without its full stop each.</summary>
    public IReadOnlyList<string> Reasons => _reasons;

    /// <summary>
    /// Plans a training. Where there is a time (<see cref="Training.TrainingOptions.Time"/>) but no number of steps,
    /// widths are tried out for some seconds each, to find the largest that learns enough in it.
    /// </summary>
    /// <param name="data">What is learned from; it stays the caller's.</param>
    /// <param name="options">What is asked for; it isn't changed.</param>
    /// <param name="given">
    /// Names of the properties of options and network that stay as they are, as <c>BatchSize</c> or <c>Width</c>.
    /// Default null: none of network, width, batch size and augmentation does.
    /// </param>
    /// <param name="cancellation">Ends the trials. Default none.</param>
    /// <exception cref="GanOptionException">An option is out of range or doesn't fit the data.</exception>
    /// <exception cref="OperationCanceledException">The trials were ended.</exception>
    public static TrainingPlan For(
        ISampleSource data, LatentGanOptions? options = null, IReadOnlyCollection<string>? given = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        return new TrainingPlan(
            data, options ?? new LatentGanOptions(), name => given?.Contains(name) ?? false, cancellation);
    }

    private string Images => $"{_data.Shape.Height}×{_data.Shape.Width} "
        + (_data.Shape.Channels == 1 ? "gray images" : "color images");

    private void ChooseNetwork()
    {
        var shape = _data.Shape;
        if (!shape.IsImage)
        {
            Options.Network = new Mlp();
            Say("network mlp: vectors have no places for convolutions");
        }
        else if (_data.Count is { } count && count < Few && shape.Height >= SmallestOfFew && LeavesNetworkOpen)
        {
            PlanForFew(count);
        }
        else
        {
            Options.Network = WithWidth(new Dcgan { HiddenUnits = (Options.Network as Dcgan)?.HiddenUnits ?? 0 });
            Say(LeavesNetworkOpen || _data.Count is null
                ? $"network dcgan: {(_data.Count is { } many ? Number(many) : "endless")} {Images}"
                : "network dcgan: what goes with an objective or codes of one's own");
        }
    }

    /// <summary>Whether nothing is asked for that is made for one network, or compared on one.</summary>
    private bool LeavesNetworkOpen => Options.Codes is null && !_isGiven(nameof(Options.Objective))
        && !_isGiven(nameof(Dcgan.HiddenUnits));

    private void PlanForFew(long count)
    {
        Options.Network = WithWidth(new FastGan());
        Say($"network fastgan: {Number(count)} {Images} are few, and its discriminator has to reconstruct them");
        if (!_isGiven(nameof(Options.Augmentation)))
        {
            Options.Augmentation = new DiffAugment { Color = _data.Shape.Channels == 3, Cutout = false };
            Say($"augmentation diff-augment {(_data.Shape.Channels == 3 ? "color,translation" : "translation")}: "
                + "few images are learned by heart where each is seen as it is");
        }
        else if (Options.Augmentation is AdaptiveAugmentation && !_isGiven(nameof(Options.Objective)))
        {
            Options.Objective = new NonSaturating();
            Say("objective non-saturating: adaptive augmentation reads logits");
        }
    }

    private void ChooseBatch()
    {
        if (_isGiven(nameof(Options.BatchSize)))
            return;
        int wanted = Options.Network is FastGan ? SmallBatch : Options.BatchSize;
        Options.BatchSize = (int)Math.Min(wanted, _data.Count ?? wanted);
        if (Options.BatchSize < wanted)
            Say($"batch {Options.BatchSize}: there are no more images");
        else if (Options.Network is FastGan)
            Say($"batch {SmallBatch}: more steps in the same time");
    }

    private void ChooseSteps(TimeSpan time, CancellationToken cancellation)
    {
        bool isOpen = !_isGiven(nameof(Options.Network)) && !_isGiven(nameof(ConvolutionalNetwork.Width));
        if (isOpen && Options.Network is ConvolutionalNetwork network)
        {
            var plan = WidthPlan.Choose(Options, network, _data, time, cancellation);
            Options.Network = network with { Width = plan.Width };
            Options.Steps = plan.Steps;
            Say($"width {plan.Width}, {Number(plan.Steps)} steps: {Each(plan.StepTime)}");
            return;
        }
        var (steps, step) = TrainingSpeed.StepsIn(Options, _data, time, cancellation: cancellation);
        Options.Steps = steps;
        Say($"{Number(steps)} steps: {Each(step)}");
    }

    private static string Each(TimeSpan step) => string.Create(
        CultureInfo.InvariantCulture, $"a step takes {step.TotalSeconds:G2} s on this machine");

    private ConvolutionalNetwork WithWidth(ConvolutionalNetwork network) =>
        _isGiven(nameof(network.Width)) && Options.Network is ConvolutionalNetwork asked
            ? network with { Width = asked.Width }
            : network;

    private void Say(string reason) => _reasons.Add(reason);

    private static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
