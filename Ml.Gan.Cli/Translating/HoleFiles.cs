using System.Drawing;
using Ml.Gan.Cli.Sampling;
using Ml.Gan.Onnx;

namespace Ml.Gan.Cli.Translating;

/// <summary>Masks of images, and images that guide what is filled in, as a command line names them.</summary>
internal sealed class HoleFiles
{
    private const byte LeastOfHole = 128;

    private readonly PartnerFiles _masks;
    private readonly PartnerFiles? _guidance;
    private readonly Color _background;

    private HoleFiles(PartnerFiles masks, PartnerFiles? guidance, Color background) =>
        (_masks, _guidance, _background) = (masks, guidance, background);

    /// <summary>Finds what a translator needs besides images.</summary>
    /// <param name="settings">What was asked for.</param>
    /// <param name="info">What the translator is.</param>
    /// <param name="images">The images.</param>
    /// <returns>Null for a translator of images alone.</returns>
    /// <exception cref="GanException">An image has no mask, or nothing that guides.</exception>
    /// <exception cref="GanOptionException">The translator needs what isn't given, or the other way round.</exception>
    public static HoleFiles? Find(TranslateSettings settings, TranslatorInfo info, IReadOnlyList<Translation> images)
    {
        string model = $"'{settings.Model}'";
        if (info.TakesMask && settings.Mask is null)
            throw Refusal.Of("--mask", $"{model} fills holes of images. Give masks, white in the holes.");
        if (!info.TakesMask && settings.Mask is not null)
            throw Refusal.Of("--mask", $"{model} fills no holes; it takes images alone. Leave the masks out.");
        if (info.GuidanceChannels > 0 && settings.Guidance is null)
            throw Refusal.Of("--guidance", $"{model} was trained with images that guide it. Give such.");
        if (info.GuidanceChannels == 0 && settings.Guidance is not null)
            throw Refusal.Of("--guidance", $"{model} was trained without images that guide it. Leave them out.");
        if (!info.TakesMask)
            return null;
        var masks = new PartnerFiles(
            settings.Mask!, "mask", "masks of the images, white in the holes", images, takesFile: true);
        var guidance = settings.Guidance is null ? null : new PartnerFiles(
            settings.Guidance, "guiding image", "images that guide what is filled in", images, takesFile: true);
        return new HoleFiles(masks, guidance, settings.Background);
    }

    /// <summary>Reads the mask of an image, and what guides it.</summary>
    /// <param name="image">The image.</param>
    /// <param name="picture">Its pixels.</param>
    /// <param name="channels">Channels of what guides.</param>
    /// <returns>Their bytes, nothing where nothing guides; or why there are none, as the end of a sentence.</returns>
    public (byte[] Mask, byte[] Guidance, string? Fault) Read(Translation image, Picture picture, int channels)
    {
        // What is transparent in a mask is no hole.
        var (mask, fault) = Read(_masks.Of(image), "mask", 1, Color.Black, picture);
        if (mask is not null && !mask.Any(pixel => pixel >= LeastOfHole))
            fault = $"has the mask '{_masks.Of(image)}', which is empty: nothing in it is white, to be filled";
        if (fault is not null || _guidance is null)
            return (mask ?? [], [], fault);
        (byte[]? guidance, fault) = Read(_guidance.Of(image), "guiding image", channels, _background, picture);
        return (mask!, guidance ?? [], fault);
    }

    private static (byte[]? Pixels, string? Fault) Read(
        string path, string role, int channels, Color background, Picture image)
    {
        var (picture, fault) = PictureFile.Read(path, channels, background);
        if (picture is null)
            return (null, $"has the {role} '{path}', which {fault}");
        return (picture.Width, picture.Height) == (image.Width, image.Height)
            ? (picture.Pixels, null)
            : (null, $"has {image.Width}×{image.Height} pixels, but its {role} '{path}' "
                + $"{picture.Width}×{picture.Height}");
    }
}
