namespace Ml.Gan.Data.Images;

/// <summary>
/// Loader of a folder of PNG, JPEG, WebP, GIF (the first frame) and BMP images of any sizes, subfolders too (links to
/// folders and hidden files are not followed), in natural order of their relative paths. Each is turned upright,
/// cropped to its central square and resized. Files that can't be read are left out, unless they are many; subfolders
/// are classes where all images are in two or more.
/// </summary>
[CatalogEntry("PNG, JPEG, WebP, GIF and BMP images of any sizes, in subfolders too: two or more are classes")]
internal sealed class ImageFolderLoader : SampleLoader
{
    private const int Block = 256;

    public override string Name => "FOLDER";

    public override bool GivesLabels => true;

    public override LoaderMatch Match(string data) =>
        Directory.Exists(data) ? LoaderMatch.Possible
        : File.Exists(data) && ImageFiles.IsImage(data) ? LoaderMatch.Certain
        : LoaderMatch.None;

    public override ISampleSource Open(
        string data, SampleSourceOptions options, CancellationToken cancellationToken) =>
        options.Read([data], () => [Read(data, options, cancellationToken)])[0];

    private static SampleCache Read(string data, SampleSourceOptions options, CancellationToken cancellationToken)
    {
        if (File.Exists(data))
            throw new GanDataException($"'{data}' is a single image. Give the folder that holds the images.");
        var (paths, others) = ImageFiles.In(data, options.Warning);
        if (paths.Length == 0)
            throw new GanDataException(
                $"The folder '{data}' holds no {ImageDecoder.Formats} images, nor do its subfolders"
                + $"{(others is null ? "" : $" ({others})")}; nor does it hold IDX files (named like "
                + "t10k-images-idx3-ubyte.gz).");
        if (others is not null)
            options.Warning?.Invoke($"Left out {others}.");

        var shape = ImageSurvey.Shape(data, paths, options, cancellationToken);
        using var builder = SampleCacheBuilder.ForImages(NameOf(data), shape, options.MemoryLimit);
        var skipped = new SkippedFiles(data, paths.Length, options.Warning);
        var found = new FoundImages();
        var sampler = new ImageSampler(shape, options.Background);
        foreach (string[] block in paths.Chunk(Block))
        {
            var images = new FoundImage[block.Length];
            Parallel.For(0, block.Length, new ParallelOptions { CancellationToken = cancellationToken }, i =>
                images[i] = sampler.Read(Path.Combine(data, block[i])));
            for (int i = 0; i < block.Length; i++)
            {
                if (images[i].Fault is string fault)
                {
                    skipped.Add(block[i], fault);
                    continue;
                }
                found.Add(block[i], images[i]);
                builder.Append(images[i].Sample);
            }
        }
        skipped.Summarize();
        if (found.Repeats is { } repeats)
            options.Warning?.Invoke(repeats);
        return Build(builder, found, found.Origin(options.Background, skipped.Count, others), options);
    }

    private static SampleCache Build(
        SampleCacheBuilder builder, FoundImages found, DataOrigin origin, SampleSourceOptions options)
    {
        var classes = ClassFolders.Of(found.Paths);
        (builder.SampleNames, builder.Origin, builder.NoLabelsReason) = (found.Paths, origin, classes.Reason);
        if (classes.Names.Length > 0)
            ClassCounts.WarnOfFew(classes.Names, classes.Labels, options.Warning);
        var source = classes.Names.Length > 0 ? builder.Build(classes.Labels, classes.Names) : builder.Build();
        options.Say(origin, source);
        return source;
    }
}
