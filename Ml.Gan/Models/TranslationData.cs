using Ml.Gan.Data;
using static TorchSharp.torch;

namespace Ml.Gan.Models;

/// <summary>
/// Images that a translation is learned from: pairs, targets that inputs are made from, or two sets without pairs. What
/// it is made of stays the caller's.
/// </summary>
public sealed class TranslationData
{
    private readonly ISampleSource _first;
    private readonly Degradation? _degradation;

    private TranslationData(
        ISampleSource first, SampleShape input, SampleShape target, Degradation? degradation = null,
        ISampleSource? second = null)
    {
        (_first, Input, Target, _degradation, Second) = (first, input, target, degradation, second);
        if (!input.IsImage || !target.IsImage)
            throw new GanDataException($"{Name} holds vectors; images are what a translation is learned from.");
        Factor = degradation?.Factor ?? 1;
    }

    /// <summary>Name for messages and metadata.</summary>
    public string Name => Second is null ? _first.Name : $"{_first.Name}, {Second.Name}";

    /// <summary>License of the data, or null where it is unknown.</summary>
    public string? License => Second is null || Second.License == _first.License ? _first.License : null;

    /// <summary>Shape of an input, or of an image of the first set.</summary>
    public SampleShape Input { get; }

    /// <summary>Shape of a target, or of an image of the second set.</summary>
    public SampleShape Target { get; }

    /// <summary>How many times larger a target is than its input.</summary>
    public int Factor { get; }

    /// <summary>Whether each input has its target.</summary>
    public bool IsPaired => Second is null;

    /// <summary>Number of pairs, or of images in the smaller set; null for endless data.</summary>
    public long? Count => Second is null ? _first.Count : Least(_first.Count, Second.Count);

    /// <summary>How inputs are made from targets; null where they come with them.</summary>
    public Degradation? Degradation => _degradation;

    /// <summary>Pairs, targets, or the first set.</summary>
    internal ISampleSource First => _first;

    /// <summary>The second set; null for pairs.</summary>
    internal ISampleSource? Second { get; }

    /// <summary>Names of the two sets, as a file of a translator has them; null for pairs.</summary>
    internal (string First, string Second)? Domains =>
        Second is null ? null : (_first.Name.Replace(',', ' '), Second.Name.Replace(',', ' '));

    /// <summary>Pairs of input and target.</summary>
    public static TranslationData Pairs(PairedSamples pairs) => Of(pairs);

    /// <summary>Some of the pairs, as those that are left when others are held out.</summary>
    /// <param name="pairs">The pairs.</param>
    /// <param name="chosen">A part of them.</param>
    public static TranslationData Pairs(PairedSamples pairs, SampleSubset chosen) => Of(pairs, chosen);

    /// <summary>Targets, from which inputs are made.</summary>
    /// <exception cref="GanOptionException">The degradation doesn't go with their size.</exception>
    public static TranslationData Degraded(ISampleSource targets, Degradation degradation)
    {
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentNullException.ThrowIfNull(degradation);
        var target = targets.Shape;
        return new TranslationData(targets, degradation.Check(target), target, degradation);
    }

    /// <summary>Two sets of images of one size.</summary>
    /// <exception cref="GanDataException">They have different sizes.</exception>
    public static TranslationData Unpaired(ISampleSource first, ISampleSource second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if ((first.Shape.Height, first.Shape.Width) != (second.Shape.Height, second.Shape.Width))
            throw new GanDataException(
                $"'{first.Name}' has images of {first.Shape}, '{second.Name}' of {second.Shape}. Read both with one "
                + "size.");
        return new TranslationData(first, first.Shape, second.Shape, second: second);
    }

    /// <summary>Inputs and targets of a batch that was read from <see cref="First"/>, on its device.</summary>
    internal (Tensor Input, Tensor Target) Split(Tensor samples) => _degradation is null
        ? (samples.narrow(1, 0, Input.Channels), samples.narrow(1, Input.Channels, Target.Channels))
        : (_degradation.Apply(samples.cpu()).to(samples.device), samples);

    private static TranslationData Of(PairedSamples pairs, ISampleSource? chosen = null)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        return new TranslationData(chosen ?? pairs, pairs.Input, pairs.Target);
    }

    private static long? Least(long? one, long? other) => one is null ? other : Math.Min(one.Value, other ?? one.Value);
}
