namespace Ml.Gan.Data;

/// <summary>IDX image files, one after the other as one data set, with the labels beside them where every file has some.</summary>
internal static class IdxFolder
{
    /// <summary>IDX image files directly in a folder, in ordinal order: those whose name holds "idx3".</summary>
    public static string[] Find(string folder)
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

    public static SampleCache Read(
        string path, string[] files, SampleSourceOptions options, CancellationToken cancellationToken)
    {
        var shape = new SampleShape(options.Channels, options.Size, options.Size);
        using var builder = SampleCacheBuilder.ForImages(SourceName.Of(path), shape, options.MemoryLimit);
        var labels = new List<int>();
        foreach (string file in files)
        {
            int count = ReadImages(file, options, builder, cancellationToken);
            if (FindLabels(file) is string labelFile)
                labels.AddRange(ReadLabels(labelFile, count, file));
        }
        return builder.Build(labels.Count == builder.Count ? [.. labels] : null);
    }

    private static int ReadImages(
        string file, SampleSourceOptions options, SampleCacheBuilder builder, CancellationToken cancellationToken)
    {
        using var reader = new IdxReader(file, IdxReader.ImagesMagic);
        if (reader.Dimensions is not [int count, int rows, int columns])
            throw new InvalidOperationException("An IDX file of images has three dimensions.");
        var pixels = new byte[rows * columns];
        var picture = new GreyRows(pixels, columns, rows);
        var resampler = new ImageResampler(options.Size, options.Channels);
        var sample = new byte[options.Channels * options.Size * options.Size];
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
            throw new GanDataException($"'{file}' has {reader.Dimensions[0]} labels, but '{imageFile}' has {count} images.");
        var labels = new byte[count];
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
