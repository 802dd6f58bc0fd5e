using Ml.Gan.Data;

namespace Ml.Gan.Cli.Training;

/// <summary>Images with captions: those that are learned from, and those that are held out.</summary>
internal sealed class OpenedCaptions : IDisposable
{
    private readonly CaptionedImages _all;

    private OpenedCaptions(CaptionedImages all, CaptionedImages training, CaptionedImages? heldOut) =>
        (_all, Training, HeldOut) = (all, training, heldOut);

    /// <summary>What is learned from.</summary>
    public CaptionedImages Training { get; }

    /// <summary>What is kept out of the training; null for nothing.</summary>
    public CaptionedImages? HeldOut { get; }

    /// <summary>What samples show.</summary>
    public CaptionedImages Shown => HeldOut ?? Training;

    /// <summary>Opens what settings ask for.</summary>
    /// <exception cref="GanException">The data can't be used.</exception>
    /// <exception cref="OperationCanceledException">Reading was stopped.</exception>
    public static OpenedCaptions Open(TrainSettings settings, TextWriter messages, CancellationToken cancellation)
    {
        var all = CaptionedImages.Open(
            settings.Data, settings.Captions, settings.SourceOptions(messages), cancellation);
        try
        {
            messages.WriteLine($"{DataDescription.Headline(all, settings)}, with captions");
            if (settings.HoldOut is not { } heldOut)
                return new OpenedCaptions(all, all, null);
            var (training, test) = all.HoldOut(heldOut, settings.Options.SeedOrDefault);
            return new OpenedCaptions(all, training, test);
        }
        catch
        {
            all.Dispose();
            throw;
        }
    }

    public void Dispose() => _all.Dispose();
}
