using Ml.Gan.Data;
using Ml.Gan.Training.Replication;
using static TorchSharp.torch;

namespace Ml.Gan.Models;

/// <summary>
/// Images that a translation is learned from: pairs, targets that inputs are made from, images with holes, or two sets
/// without pairs. What it is made of stays the caller's.
/// </summary>
public sealed class TranslationData
{
    private readonly ISampleSource _first;
    private readonly Degradation? _degradation;

    private TranslationData(
        ISampleSource first, SampleShape input, SampleShape target, Degradation? degradation = null,
        ISampleSource? second = null, Mask? mask = null)
    {
        (_first, Input, Target, _degradation, Second, Mask) = (first, input, target, degradation, second, mask);
        if (!input.IsImage || !target.IsImage)
            throw new GanDataException($"{Name} holds vectors; images are what a translation is learned from.");
        Factor = degradation?.Factor ?? 1;
    }

    /// <summary>Name for messages and metadata.</summary>
    public string Name => Second is null ? _first.Name : $"{_first.Name}, {Second.Name}";

    /// <summary>License of the data, or null where it is unknown.</summary>
    public string? License => Second is null || Second.License == _first.License ? _first.License : null;

    /// <summary>
    /// Shape of an input, or of an image of the first set. An input with a hole has the channels of the image, one of
    /// its mask, and those of its guidance.
    /// </summary>
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

    /// <summary>Where the holes are that are to be filled; null for images without holes.</summary>
    public Mask? Mask { get; }

    /// <summary>Channels of the images that guide how holes are filled; 0 for none.</summary>
    public int GuidanceChannels => Mask is null ? 0 : Input.Channels - Target.Channels - 1;

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

    /// <summary>Images with holes, which are to be filled by what is around them.</summary>
    /// <param name="images">The images, whole.</param>
    /// <param name="mask">Where the holes are.</param>
    /// <exception cref="GanDataException">They are vectors.</exception>
    public static TranslationData Masked(ISampleSource images, Mask mask)
    {
        ArgumentNullException.ThrowIfNull(images);
        return WithHoles(images, images.Shape, guidance: 0, mask);
    }

    /// <summary>Images with holes, which are to be filled by what is around them and by what guides.</summary>
    /// <param name="images">Pairs of guidance, as inputs, and images, as targets.</param>
    /// <param name="mask">Where the holes are.</param>
    public static TranslationData Masked(PairedSamples images, Mask mask)
    {
        ArgumentNullException.ThrowIfNull(images);
        return WithHoles(images, images.Target, images.Input.Channels, mask);
    }

    /// <summary>Some of the images, as those that are left when others are held out.</summary>
    /// <param name="images">Pairs of guidance and images.</param>
    /// <param name="chosen">A part of them.</param>
    /// <param name="mask">Where the holes are.</param>
    public static TranslationData Masked(PairedSamples images, SampleSubset chosen, Mask mask)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(chosen);
        return WithHoles(chosen, images.Target, images.Input.Channels, mask);
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
    /// <param name="samples">The batch.</param>
    /// <param name="masks">Chooses holes, where there are such.</param>
    internal (Tensor Input, Tensor Target) Split(Tensor samples, Generator masks)
    {
        if (Mask is not null)
            return SplitMasked(samples, masks);
        return _degradation is null
            ? (samples.narrow(1, 0, Input.Channels), samples.narrow(1, Input.Channels, Target.Channels))
            : (_degradation.Apply(samples.cpu()).to(samples.device), samples);
    }

    /// <summary>Masks of inputs with holes, (N, 1, H, W).</summary>
    internal Tensor MaskOf(Tensor input) => input.narrow(1, Target.Channels, 1);

    /// <summary>Chooses holes for images that a model is tried with, the same for each model.</summary>
    internal static Generator CreateMaskChoice() => new(0);

    /// <summary>The image, 0 in the hole; the mask, 1 in the hole; and what guides: along the channels.</summary>
    private (Tensor Input, Tensor Target) SplitMasked(Tensor samples, Generator masks)
    {
        var guidance = samples.narrow(1, 0, GuidanceChannels);
        var image = samples.narrow(1, GuidanceChannels, Target.Channels);
        var mask = Shard.Draw(
            [image.shape[0], 1, image.shape[2], image.shape[3]],
            shape => Mask!.Draw((int)shape[0], (int)shape[2], (int)shape[3], masks)).to(image.device);
        return (cat([image.masked_fill(mask.to_type(ScalarType.Bool), 0), mask, guidance], 1), image);
    }

    private static TranslationData WithHoles(ISampleSource source, SampleShape image, int guidance, Mask mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        return new TranslationData(
            source, image with { Channels = image.Channels + 1 + guidance }, image, mask: mask);
    }

    private static TranslationData Of(PairedSamples pairs, ISampleSource? chosen = null)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        return new TranslationData(chosen ?? pairs, pairs.Input, pairs.Target);
    }

    private static long? Least(long? one, long? other) => one is null ? other : Math.Min(one.Value, other ?? one.Value);
}
