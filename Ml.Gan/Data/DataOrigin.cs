using System.Drawing;

namespace Ml.Gan.Data;

/// <summary>Where the samples of a cache come from, and what was found there.</summary>
/// <param name="Kind">Kind of data: "a folder of images".</param>
internal sealed record DataOrigin(string Kind)
{
    /// <summary>Sizes of the stored pictures, as "28×28" or "640×480 to 4032×3024".</summary>
    public required string Sizes { get; init; }

    /// <summary>Pictures that have color.</summary>
    public long InColor { get; init; }

    /// <summary>Pictures that were turned or mirrored to be upright, as their EXIF orientation says.</summary>
    public long Turned { get; init; }

    /// <summary>Pictures with pixels that aren't opaque.</summary>
    public long Transparent { get; init; }

    /// <summary>What is seen where pictures are transparent.</summary>
    public Color Background { get; init; } = Color.White;

    /// <summary>Pictures whose samples are the same as those of another one.</summary>
    public long Repeated { get; init; }

    /// <summary>Pictures that can't be read.</summary>
    public long Skipped { get; init; }

    /// <summary>Files of other kinds, in words; null where there are none.</summary>
    public string? OtherFiles { get; init; }

    /// <summary>A sentence, without its full stop, on what was read and as what.</summary>
    public string Sentence(ISampleSource source) =>
        $"{source.Name}: {ShortText.Count(source.Count!.Value, "image")} of {Sizes}, read at "
        + $"{source.Shape.Width}×{source.Shape.Height} in {(source.Shape.Channels == 1 ? "gray" : "color")}"
        + (Transparent > 0 ? $", {Transparent} of them transparent, over {ColorText.NameOf(Background)}" : "");
}
