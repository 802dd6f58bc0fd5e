using Ml.Gan.Data.Images;

namespace Ml.Gan.Data.Idx;

/// <summary>
/// Loader of IDX image files: one, or all in a folder as one data set, with the labels beside them where every file has
/// some.
/// </summary>
[CatalogEntry(
    "gray images as MNIST's, with the labels in the file beside it; or a folder of such files", "LeCun et al., 1998")]
internal sealed class IdxLoader : SampleLoader
{
    public override string Name => "IDX-FILE";

    public override bool GivesLabels => true;

    public override LoaderMatch Match(string data) =>
        File.Exists(data) ? LoaderMatch.Possible
        : Directory.Exists(data) && Find(data).Length > 0 ? LoaderMatch.Certain
        : LoaderMatch.None;

    public override ISampleSource Open(string data, SampleSourceOptions options, CancellationToken cancellationToken)
    {
        string[] files = Directory.Exists(data) ? Find(data) : [data];
        using var builder = SampleCacheBuilder.ForImages(NameOf(data), options.Shape, options.MemoryLimit);
        var labels = new List<int>();
        foreach (string file in files)
        {
            int count = ReadImages(file, options, builder, cancellationToken);
            if (FindLabels(file) is string labelFile)
                labels.AddRange(ReadLabels(labelFile, count, file));
        }
        return builder.Build(labels.Count == builder.Count ? [.. labels] : null);
    }

    /// <summary>IDX image files directly in a folder, in ordinal order: those whose name holds "idx3".</summary>
    private static string[] Find(string folder)
    {
        try
        {
            return [.. Directory.EnumerateFiles(folder)
                .Where(file => Path.GetFileName(file).Contains("idx3", StringComparison.OrdinalIgnoreCase))
                .Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new GanDataException($"The folder '{folder}' can't be read: {e.Message}", e);
        }
    }

    private static int ReadImages(
        string file, SampleSourceOptions options, SampleCacheBuilder builder, CancellationToken cancellationToken)
    {
        using var reader = new IdxReader(file, IdxReader.ImagesMagic);
        if (reader.Dimensions is not [int count, int rows, int columns])
            throw new InvalidOperationException("An IDX file of images has three dimensions.");
        byte[] pixels = new byte[rows * columns];
        var picture = new GrayRows(pixels, columns, rows);
        var resampler = new ImageResampler(options.Size, options.Channels);
        byte[] sample = new byte[options.Shape.Length];
        for (int i = 0; i < count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            reader.Read(pixels, i);
            resampler.Resample(picture, sample);
            builder.Append(sample);
        }
        reader.CheckEnd();
        return count;
    }

    private static IEnumerable<int> ReadLabels(string file, int count, string imageFile)
    {
        using var reader = new IdxReader(file, IdxReader.LabelsMagic);
        if (reader.Dimensions[0] != count)
            throw new GanDataException(
                $"'{file}' has {reader.Dimensions[0]} labels, but '{imageFile}' has {count} images.");
        byte[] labels = new byte[count];
        reader.Read(labels, 0);
        reader.CheckEnd();
        return labels.Select(label => (int)label);
    }

    private static string? FindLabels(string imageFile)
    {
        string name = Path.GetFileName(imageFile)
            .Replace("images", "labels", StringComparison.Ordinal)
            .Replace("idx3", "idx1", StringComparison.Ordinal);
        if (name == Path.GetFileName(imageFile))
            return null;
        string file = Path.Combine(Path.GetDirectoryName(imageFile) ?? "", name);
        string other = file.EndsWith(".gz", StringComparison.Ordinal) ? file[..^3] : file + ".gz";
        return File.Exists(file) ? file : File.Exists(other) ? other : null;
    }
}
