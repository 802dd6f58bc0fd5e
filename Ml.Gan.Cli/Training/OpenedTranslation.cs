using Ml.Gan.Data;
using Ml.Gan.Models;

namespace Ml.Gan.Cli.Training;

/// <summary>Data of a translation: what is learned from, and what is held out.</summary>
internal sealed class OpenedTranslation : IDisposable
{
    private readonly IDisposable[] _owned;

    private OpenedTranslation(TranslationData training, TranslationData? heldOut, params IDisposable[] owned) =>
        (Training, HeldOut, _owned) = (training, heldOut, owned);

    /// <summary>What is learned from.</summary>
    public TranslationData Training { get; }

    /// <summary>What is kept out of the training; null for nothing.</summary>
    public TranslationData? HeldOut { get; }

    /// <summary>What pictures show.</summary>
    public TranslationData Shown => HeldOut ?? Training;

    /// <summary>Opens what settings ask for.</summary>
    /// <exception cref="GanException">The data can't be used.</exception>
    /// <exception cref="GanOptionException">The options don't go with the system.</exception>
    /// <exception cref="OperationCanceledException">Reading was stopped.</exception>
    public static OpenedTranslation Open(TrainSettings settings, TextWriter messages, CancellationToken cancellation)
    {
        var system = settings.System!;
        var options = settings.SourceOptions(messages);
        if (system.FillsHoles)
            return Masked(settings, options, messages, cancellation);
        if (!system.IsPaired)
            return Unpaired(settings, options, messages, cancellation);
        OptionValue.Require(settings.Degradation is null || !settings.ReversesPairs, nameof(settings.ReversesPairs),
            "Inputs that are made from images can't be what is learned: leave --reverse-pairs or --degrade away.");
        if (settings.Degradation is { } degradation)
        {
            var targets = SampleSource.Open(settings.Data, options, cancellation);
            messages.WriteLine($"{DataDescription.Headline(targets, settings)}, inputs by {degradation.Name}");
            return Divide(targets, settings, part => TranslationData.Degraded(part, degradation));
        }
        var noting = options with { Note = note => messages.WriteLine(DataDescription.Chosen(note)) };
        var pairs = PairedSamples.Open(settings.Data, settings.Target, noting, settings.ReversesPairs, cancellation);
        string count = pairs.Count is { } known ? ShortText.Count(known, "pair") : "endless pairs";
        messages.WriteLine($"{pairs.Name}: {count}, {pairs.Input} to {pairs.Target}");
        return Divide(pairs, settings, part => part is SampleSubset subset
            ? TranslationData.Pairs(pairs, subset)
            : TranslationData.Pairs(pairs));
    }

    public void Dispose()
    {
        foreach (var source in _owned)
            source.Dispose();
    }

    private static OpenedTranslation Unpaired(
        TrainSettings settings, SampleSourceOptions options, TextWriter messages, CancellationToken cancellation)
    {
        OptionValue.Require(settings.Target is not null, nameof(settings.Target),
            $"The system {settings.System!.Name} learns from two sets of images. Name the second one with --target.");
        OptionValue.Require(settings.Degradation is null, nameof(settings.Degradation),
            $"The system {settings.System!.Name} learns from two sets of images, so that none are made from others.");
        OptionValue.Require(!settings.ReversesPairs, nameof(settings.ReversesPairs),
            $"The system {settings.System!.Name} learns both directions.");
        var first = SampleSource.Open(settings.Data, options, cancellation);
        try
        {
            messages.WriteLine(DataDescription.Headline(first, settings));
            var second = SampleSource.Open(settings.Target!, Like(first, options), cancellation);
            messages.WriteLine(DataDescription.Headline(second, settings));
            if (settings.HoldOut is not { } count)
                return new OpenedTranslation(TranslationData.Unpaired(first, second), null, first, second);
            var (one, other) = (
                SampleSubset.HoldOut(first, count, settings.Options.SeedOrDefault),
                SampleSubset.HoldOut(second, count, settings.Options.SeedOrDefault));
            return new OpenedTranslation(
                TranslationData.Unpaired(one.Training, other.Training),
                TranslationData.Unpaired(one.HeldOut, other.HeldOut), first, second);
        }
        catch
        {
            first.Dispose();
            throw;
        }
    }

    private static OpenedTranslation Masked(
        TrainSettings settings, SampleSourceOptions options, TextWriter messages, CancellationToken cancellation)
    {
        var images = OpenedMasks.Images(settings, options, cancellation);
        try
        {
            var shape = images is PairedSamples { Target: var target } ? target : images.Shape;
            var (mask, masks) = OpenedMasks.Open(settings, options, shape, cancellation);
            messages.WriteLine(images is PairedSamples guided
                ? $"{DataDescription.Headline(guided.Targets, settings)}, holes by {mask.Name}, guided by "
                    + $"{guided.Input}"
                : $"{DataDescription.Headline(images, settings)}, holes by {mask.Name}");
            return Divide(
                images, settings,
                part => images is not PairedSamples pairs ? TranslationData.Masked(part, mask)
                    : part is SampleSubset subset ? TranslationData.Masked(pairs, subset, mask)
                    : TranslationData.Masked(pairs, mask),
                masks is null ? [images] : [images, masks]);
        }
        catch
        {
            images.Dispose();
            throw;
        }
    }

    /// <summary>The size that was chosen for the first set holds for the second.</summary>
    private static SampleSourceOptions Like(ISampleSource first, SampleSourceOptions options) =>
        options with { Size = options.Size ?? first.Shape.Height };

    private static OpenedTranslation Divide(
        ISampleSource source, TrainSettings settings, Func<ISampleSource, TranslationData> of,
        params IDisposable[] owned)
    {
        owned = owned is [] ? [source] : owned;
        if (settings.HoldOut is not { } count)
            return new OpenedTranslation(of(source), null, owned);
        var (training, heldOut) = SampleSubset.HoldOut(source, count, settings.Options.SeedOrDefault);
        return new OpenedTranslation(of(training), of(heldOut), owned);
    }
}
