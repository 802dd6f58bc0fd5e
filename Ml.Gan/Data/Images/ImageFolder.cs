using System.IO.Enumeration;
using Microsoft.ML.Data;

namespace Ml.Gan.Data;

/// <summary>
/// A folder of PNG, JPEG and BMP images of any sizes, subfolders too (links to folders and hidden files are not followed), in ordinal
/// order of their relative paths. Each is cropped to its central square and resized. Files that can't be read are left out, unless they
/// are many.
/// </summary>
internal static class ImageFolder
{
    private const int Block = 256;

    public static bool IsImage(ReadOnlySpan<char> path)
    {
        ReadOnlySpan<char> extension = Path.GetExtension(path);
        return extension.Equals(".png", StringComparison.OrdinalIgnoreCase)
            || extension.Equals(".jpg", StringComparison.OrdinalIgnoreCase)
            || extension.Equals(".jpeg", StringComparison.OrdinalIgnoreCase)
            || extension.Equals(".bmp", StringComparison.OrdinalIgnoreCase);
    }

    public static SampleCache Read(string folder, SampleSourceOptions options, CancellationToken cancellationToken)
    {
        string[] files = Find(folder);
        if (files.Length == 0)
            throw new GanDataException(
                $"The folder '{folder}' holds no PNG, JPEG or BMP images, nor do its subfolders; nor does it hold IDX files " +
                "(named like t10k-images-idx3-ubyte.gz).");

        var shape = new SampleShape(options.Channels, options.Size, options.Size);
        using var builder = SampleCacheBuilder.ForImages(SourceName.Of(folder), shape, options.MemoryLimit);
        var skipped = new SkippedFiles(folder, files.Length, options.Warning);
        var resampler = new ImageResampler(options.Size, options.Channels);
        foreach (string[] block in files.Chunk(Block))
        {
            var samples = new byte[block.Length][];
            var faults = new string?[block.Length];
            Parallel.For(0, block.Length, new ParallelOptions { CancellationToken = cancellationToken }, i =>
            {
                samples[i] = new byte[shape.Length];
                faults[i] = Decode(Path.Combine(folder, block[i]), resampler, samples[i]);
            });
            for (int i = 0; i < block.Length; i++)
            {
                if (faults[i] is string fault)
                    skipped.Add(block[i], fault);
                else
                    builder.Append(samples[i]);
            }
        }
        skipped.Summarise();
        return builder.Build();
    }

    /// <summary>Paths below the folder, with slashes.</summary>
    private static string[] Find(string folder)
    {
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            IgnoreInaccessible = false,
            AttributesToSkip = FileAttributes.Hidden | FileAttributes.System,
        };
        var images = new FileSystemEnumerable<string>(folder, (ref FileSystemEntry entry) => entry.ToFullPath(), options)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory && IsImage(entry.FileName),
            ShouldRecursePredicate = (ref FileSystemEntry entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
        };
        try
        {
            return [.. images
                .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
                .Order(StringComparer.Ordinal)];
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
            byte[] file = File.ReadAllBytes(path);
            if (ImageHeader.FindFault(file) is string fault)
                return fault;
            using var stream = new MemoryStream(file, writable: false);
            using MLImage image = MLImage.CreateFromStream(stream);
            resampler.Resample(new MLImageRows(image), sample);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"can't be opened: {e.Message.TrimEnd('.')}";
        }
        catch (Exception e) when (e is not (OutOfMemoryException or OperationCanceledException))
        {
            // Which exceptions a decoder throws at a damaged file is nowhere promised.
            return $"can't be decoded: {e.Message.TrimEnd('.')}";
        }
    }
}
