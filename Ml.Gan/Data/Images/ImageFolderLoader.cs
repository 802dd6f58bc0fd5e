using System.IO.Enumeration;

namespace Ml.Gan.Data.Images;

/// <summary>
/// Loader of a folder of PNG, JPEG and BMP images of any sizes, subfolders too (links to folders and hidden files are
/// not followed), in ordinal order of their relative paths. Each is cropped to its central square and resized. Files
/// that can't be read are left out, unless they are many.
/// </summary>
[CatalogEntry("PNG, JPEG and BMP images of any sizes, in subfolders too")]
internal sealed class ImageFolderLoader : SampleLoader
{
    private const int Block = 256;

    public override string Name => "FOLDER";

    public override LoaderMatch Match(string data) =>
        Directory.Exists(data) ? LoaderMatch.Possible
        : File.Exists(data) && IsImage(data) ? LoaderMatch.Certain
        : LoaderMatch.None;

    public override ISampleSource Open(string data, SampleSourceOptions options, CancellationToken cancellationToken)
    {
        if (File.Exists(data))
            throw new GanDataException($"'{data}' is a single image. Give the folder that holds the images.");
        string[] files = Find(data, options.Warning);
        if (files.Length == 0)
            throw new GanDataException(
                $"The folder '{data}' holds no PNG, JPEG or BMP images, nor do its subfolders; nor does it hold " +
                "IDX files (named like t10k-images-idx3-ubyte.gz).");

        var shape = options.Shape;
        using var builder = SampleCacheBuilder.ForImages(NameOf(data), shape, options.MemoryLimit);
        var skipped = new SkippedFiles(data, files.Length, options.Warning);
        var resampler = new ImageResampler(options.Size, options.Channels);
        foreach (string[] block in files.Chunk(Block))
        {
            byte[][] samples = new byte[block.Length][];
            string?[] faults = new string?[block.Length];
            Parallel.For(0, block.Length, new ParallelOptions { CancellationToken = cancellationToken }, i =>
            {
                samples[i] = new byte[shape.Length];
                faults[i] = Decode(Path.Combine(data, block[i]), resampler, samples[i]);
            });
            for (int i = 0; i < block.Length; i++)
            {
                if (faults[i] is string fault)
                    skipped.Add(block[i], fault);
                else
                    builder.Append(samples[i]);
            }
        }
        skipped.Summarize();
        return builder.Build();
    }

    private static bool IsImage(ReadOnlySpan<char> path)
    {
        var extension = Path.GetExtension(path);
        return extension.Equals(".png", StringComparison.OrdinalIgnoreCase)
            || extension.Equals(".jpg", StringComparison.OrdinalIgnoreCase)
            || extension.Equals(".jpeg", StringComparison.OrdinalIgnoreCase)
            || extension.Equals(".bmp", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Paths below the folder, with slashes. What trainings wrote there is named and left out.</summary>
    private static string[] Find(string folder, Action<string>? warning)
    {
        var outputs = new TrainingOutputs(folder);
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            IgnoreInaccessible = false,
            AttributesToSkip = FileAttributes.Hidden | FileAttributes.System,
        };
        var images = new FileSystemEnumerable<string>(
            folder, (ref FileSystemEntry entry) => entry.ToFullPath(), options)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory && IsImage(entry.FileName),
            ShouldRecursePredicate =
                (ref FileSystemEntry entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint)
                    && !outputs.Include(entry.ToFullPath()),
        };
        try
        {
            string[] files =
            [
                .. images.Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
                    .Order(StringComparer.Ordinal),
            ];
            outputs.Report(warning);
            return files;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new GanDataException($"The folder '{folder}' can't be read: {e.Message}", e);
        }
    }

    /// <summary>Why the file gives no sample, as the end of a sentence about it; null where it gave one.</summary>
    private static string? Decode(string path, ImageResampler resampler, Span<byte> sample)
    {
        try
        {
            var (picture, fault) = ImageDecoder.Decode(File.ReadAllBytes(path));
            using (picture)
            {
                if (picture is not null)
                    resampler.Resample(new BitmapRows(picture), sample);
            }
            return fault;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"can't be opened: {e.Message.TrimEnd('.')}";
        }
    }
}

/// <summary>
/// Counts the files of a folder that gave no sample, names each, and stops when one in ten (but more than one) did.
/// </summary>
internal sealed class SkippedFiles(string folder, int total, Action<string>? warning)
{
    private int _count;
    private string? _first;

    private int Allowed => Math.Max(1, total / 10);

    public void Add(string file, string fault)
    {
        _count++;
        _first ??= $"'{file}' {fault}";
        warning?.Invoke($"Skipped '{file}': it {fault}.");
        if (_count > Allowed)
            throw new GanDataException(
                $"More than {Allowed} of the {total} images in '{folder}' can't be used; the first: {_first}. " +
                "Repair or remove these files.");
    }

    /// <summary>Says how many there were, after the last file.</summary>
    public void Summarize()
    {
        if (_count == total)
            throw new GanDataException($"None of the {total} images in '{folder}' can be used; the first: {_first}.");
        if (_count > 0)
            warning?.Invoke($"Skipped {_count} of {total} images in '{folder}'.");
    }
}
