namespace Ml.Gan.Data.Images;

/// <summary>
/// Finds size and channels that suit the images of a folder, from up to 200 of them that are spread evenly over it.
/// </summary>
internal static class ImageSurvey
{
    private const int LookedAt = 200;

    /// <summary>Shape of samples: what the options say, the rest as the images suggest.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="paths">Paths of the images in it.</param>
    /// <param name="options">What is asked for.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="part">Which part of the pictures gives samples, from left to right. Default 0.</param>
    /// <param name="parts">Parts of equal width that a picture shows side by side. Default 1.</param>
    public static SampleShape Shape(
        string folder,
        string[] paths,
        SampleSourceOptions options,
        CancellationToken cancellationToken,
        int part = 0,
        int parts = 1)
    {
        int? size = options.Size, channels = options.Channels;
        List<int> sides = [];
        bool hasColor = false;
        for (int i = 0; i < LookedAt && (size is null || (channels is null && !hasColor)); i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (i >= paths.Length)
                break;
            string path = paths[(int)((long)i * paths.Length / Math.Min(LookedAt, paths.Length))];
            if (ImageFileReader.Read(Path.Combine(folder, path)).Content is not { } file)
                continue;
            if (ImageDecoder.ShorterSide(file) is { } side)
                sides.Add(side);
            if (channels is null && !hasColor)
            {
                using var image = ImageDecoder.Decode(file);
                hasColor = image.Picture is not null && image.HasColorIn(part, parts);
            }
        }
        sides.Sort();
        int suggested = sides.Count == 0 ? SizeChoice.Largest : SizeChoice.Nearest(sides[sides.Count / 2]);
        return new SampleShape(channels ?? (hasColor ? 3 : 1), size ?? suggested, size ?? suggested);
    }
}
