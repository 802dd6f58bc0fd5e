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

    /// <summary>From this size on images take so much memory that batches have to be small.</summary>
    private const int Large = 512;

    private const int BatchOfLarge = 4;

    /// <summary>Fewer steps than this draw hardly more than colors.</summary>
    private const long FewestUseful = 300;

    /// <summary>Pictures of samples that there are at least, so that there is something to look at early.</summary>
    private const int FewestPictures = 10;

    private readonly List<string> _reasons = [];
    private readonly Predicate<string> _isGiven;
    private readonly ISampleSource _data;

    private TrainingPlan(
        ISampleSource data, LatentGanOptions options, Predicate<string> isGiven, CancellationToken cancellation)
    {
        (_data, Options, _isGiven) = (data, options.Copy(), isGiven);
        if (!_isGiven(nameof(Options.Network)))
        {
            // Weights to begin with fit the network that they are of alone.
            if (Options.InitialWeights is null)
                ChooseNetwork();
            ChooseAugmentation();
            ChooseBatch();
        }
        Options.CheckReplicas();
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
    /// Default null: none of network, width, batch size and augmentation does, but the network where there are weights
    /// to begin with (<see cref="LatentGanOptions.InitialWeights"/>), which are of it; and where steps are planned for
    /// a time, <see cref="Training.TrainingOptions.SampleInterval"/> becomes a tenth of them where that is less.
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
        else if (IsFew && shape.Height >= SmallestOfFew && LeavesNetworkOpen && Makes(new FastGan(), shape))
        {
            Options.Network = WithWidth(new FastGan());
            Say($"network fastgan: {Number(_data.Count!.Value)} {Images} are few, and its discriminator has to "
                + "reconstruct them");
        }
        else
        {
            ChooseByShape(shape);
        }
    }

    private bool IsFew => _data.Shape.IsImage && _data.Count < Few;

    private void ChooseByShape(SampleShape shape)
    {
        var network = NetworkOf(shape, _isGiven);
        Options.Network = network switch
        {
            Dcgan dcgan => WithWidth(dcgan with { HiddenUnits = (Options.Network as Dcgan)?.HiddenUnits ?? 0 }),
            ConvolutionalNetwork convolutional => WithWidth(convolutional),
            _ => network,
        };
        Say(network switch
        {
            Mlp => $"network mlp: no convolutional network makes images of {shape.Width}×{shape.Height}",
            ProgressiveGan => $"network progressive-gan: a dcgan makes no images of {shape.Width}×{shape.Height}",
            _ when LeavesNetworkOpen || _data.Count is null =>
                $"network dcgan: {(_data.Count is { } many ? Number(many) : "endless")} {Images}",
            _ => "network dcgan: what goes with an objective or codes of one's own",
        });
    }

    /// <summary>
    /// The network that is chosen for a shape where nothing else speaks for another one: the first that makes it and
    /// has what is given.
    /// </summary>
    /// <param name="shape">The shape.</param>
    /// <param name="isGiven">Whether a setting of networks was given.</param>
    internal static NetworkArchitecture NetworkOf(SampleShape shape, Predicate<string> isGiven)
    {
        bool isDcgan = isGiven(nameof(Dcgan.HiddenUnits));
        bool hasWidth = isDcgan || isGiven(nameof(ConvolutionalNetwork.Width));
        NetworkArchitecture[] suitable =
        [
            new Dcgan(),
            .. isDcgan ? [] : (NetworkArchitecture[])[new ProgressiveGan()],
            .. hasWidth ? [] : (NetworkArchitecture[])[new Mlp()],
        ];
        return suitable.FirstOrDefault(network => Makes(network, shape)) ?? suitable[0];
    }

    private static bool Makes(NetworkArchitecture network, SampleShape shape)
    {
        try
        {
            network.Check(shape);
            return true;
        }
        catch (GanOptionException)
        {
            return false;
        }
    }

    /// <summary>Whether nothing is asked for that is made for one network, or compared on one.</summary>
    private bool LeavesNetworkOpen => Options.Codes is null && !_isGiven(nameof(Options.Objective))
        && !_isGiven(nameof(Dcgan.HiddenUnits));

    /// <summary>
    /// Few images are augmented by the network for few, and where a training begins with weights, whatever its network.
    /// </summary>
    private void ChooseAugmentation()
    {
        if (!IsFew || !Options.Objective.UsesDiscriminator
            || (Options.Network is not FastGan && Options.InitialWeights is null))
            return;
        if (!_isGiven(nameof(Options.Augmentation)))
        {
            Options.Augmentation = new DiffAugment { Color = _data.Shape.Channels == 3, Cutout = false };
            Say($"augmentation diff-augment {(_data.Shape.Channels == 3 ? "color,translation" : "translation")}: "
                + "few images are learned by heart where each is seen as it is");
        }
        else if (Options is { Augmentation: AdaptiveAugmentation, Network: FastGan }
            && !_isGiven(nameof(Options.Objective)))
        {
            Options.Objective = new NonSaturating();
            Say("objective non-saturating: adaptive augmentation reads logits");
        }
    }

    private void ChooseBatch()
    {
        if (_isGiven(nameof(Options.BatchSize)))
            return;
        bool isLarge = Options.Network is ProgressiveGan && _data.Shape.Height >= Large;
        int wanted = isLarge ? BatchOfLarge : Options.Network is FastGan ? SmallBatch : Options.BatchSize;
        Options.BatchSize = (int)Math.Min(wanted, _data.Count ?? wanted);
        if (Options.BatchSize < wanted)
            Say($"batch {Options.BatchSize}: there are no more images");
        else if (isLarge)
            Say($"batch {BatchOfLarge}: images of {_data.Shape.Width}×{_data.Shape.Height} take much memory");
        else if (Options.Network is FastGan)
            Say($"batch {SmallBatch}: more steps in the same time");
    }

    private void ChooseSteps(TimeSpan time, CancellationToken cancellation)
    {
        bool isOpen = Options.InitialWeights is null && !_isGiven(nameof(Options.Network))
            && !_isGiven(nameof(ConvolutionalNetwork.Width));
        if (isOpen && Options.Network is ConvolutionalNetwork network)
        {
            var plan = WidthPlan.Choose(Options, network, _data, time, cancellation);
            Options.Network = network with { Width = plan.Width };
            Options.Steps = plan.Steps;
            Say($"width {plan.Width}, {Number(plan.Steps)} steps: {Each(plan.StepTime)}");
        }
        else
        {
            var (steps, step) = TrainingSpeed.StepsIn(Options, _data, time, cancellation: cancellation);
            Options.Steps = steps;
            Say($"{Number(steps)} steps: {Each(step)}");
        }
        if (!_isGiven(nameof(Options.SampleInterval)))
            Options.SampleInterval = Math.Min(
                Options.SampleInterval, Math.Max(1, Options.Steps.Value / FewestPictures));
        SayOfFewSteps();
    }

    private void SayOfFewSteps()
    {
        if (Options.Steps < FewestUseful)
            Say($"little will be learned: {Number(FewestUseful)} steps are few. More time or smaller images give more, "
                + "and where other programs use the processors, one thread");
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
