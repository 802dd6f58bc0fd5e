using Ml.Gan.Data;

namespace Ml.Gan.Cli.Training;

/// <summary>What a completion learns from: whole images, what guides, and where holes are.</summary>
internal static class OpenedMasks
{
    /// <summary>Where the holes are, unless a command line says otherwise.</summary>
    public static string Default { get; } = new RandomBox().Name;

    /// <summary>Opens the images: <see cref="PairedSamples"/> of guidance and image where there is guidance.</summary>
    /// <exception cref="GanException">The data can't be used.</exception>
    /// <exception cref="GanOptionException">The options don't go with the system.</exception>
    /// <exception cref="OperationCanceledException">Reading was stopped.</exception>
    public static ISampleSource Images(
        TrainSettings settings, SampleSourceOptions options, CancellationToken cancellation)
    {
        string system = settings.System!.Name;
        OptionValue.Require(settings.Target is null, nameof(settings.Target),
            $"The system {system} learns from whole images, which it makes holes into. Images that guide what is "
            + "filled in are given by --guidance.");
        OptionValue.Require(settings.Degradation is null, nameof(settings.Degradation),
            $"The system {system} makes holes into images (--mask), and degrades them no further.");
        OptionValue.Require(!settings.ReversesPairs, nameof(settings.ReversesPairs),
            $"The system {system} learns from whole images, not from pairs.");
        if (settings.Guidance is { } guidance)
            return Guided(settings.Data, guidance, options, cancellation);
        return settings.Data == OutlinesLoader.Text
            ? PairedSamples.Open(settings.Data, null, options, cancellationToken: cancellation).Targets
            : SampleSource.Open(settings.Data, options, cancellation);
    }

    /// <summary>Opens masks.</summary>
    /// <param name="settings">What was asked for.</param>
    /// <param name="options">How images are read.</param>
    /// <param name="image">Shape of an image.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <returns>The masks, and what they are read from, where they are images.</returns>
    public static (Mask Mask, IDisposable? Images) Open(
        TrainSettings settings, SampleSourceOptions options, SampleShape image, CancellationToken cancellation)
    {
        string text = settings.Mask ?? Default;
        if (!Directory.Exists(text))
            return (Named(text), null);
        int size = settings.Translation.CropSize ?? image.Height;
        var images = SampleSource.Open(text, options with { Size = size, Channels = 1 }, cancellation);
        try
        {
            return (new MaskImages(images), images);
        }
        catch
        {
            images.Dispose();
            throw;
        }
    }

    private static Mask Named(string text)
    {
        string[] names = [.. Catalog.Masks.Entries.Select(entry => entry.Name)];
        OptionValue.Require(names.Contains(text.Split(':')[0]), nameof(Mask),
            $"There is no folder '{text}' of masks, nor a kind of that name; there are {string.Join(", ", names)}.");
        return Catalog.Masks.Parse(text);
    }

    private static PairedSamples Guided(
        string data, string guidance, SampleSourceOptions options, CancellationToken cancellation)
    {
        if (guidance == data)
            return PairedSamples.Open(data, null, options, cancellationToken: cancellation);
        OptionValue.Require(Directory.Exists(data), nameof(TrainSettings.Guidance),
            $"'{guidance}' guides images of a folder, by the names of their files, but the data are '{data}'. Give "
            + $"--data DIR; or {OutlinesLoader.Text} for both.");
        var pairs = PairedSamples.Open(guidance, data, options, cancellationToken: cancellation);
        return new PairedSamples(
            pairs.Inputs, pairs.Targets, $"{SampleLoader.NameOf(data)} guided by {SampleLoader.NameOf(guidance)}");
    }
}
