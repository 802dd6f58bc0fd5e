using System.Globalization;
using System.Security.Cryptography;
using Ml.Gan.Data.Images;

namespace Ml.Gan.Data.Idx;

/// <summary>
/// Loader of IDX image files: one, or all in a folder as one data set in natural order of their names, with the labels
/// beside them where every file has some. Classes are the values that occur.
/// </summary>
[CatalogEntry(
    "gray images as MNIST's, with the labels in the file beside it; or a folder of such files", "LeCun et al., 1998")]
internal sealed class IdxLoader : SampleLoader
{
    public override string Name => "IDX-FILE";

    public override bool GivesLabels => true;

    public override LoaderMatch Match(string data) =>
        File.Exists(data) ? LoaderMatch.Possible
        : Directory.Exists(data) && IdxFiles.AreIn(data) ? LoaderMatch.Certain
        : LoaderMatch.None;

    public override ISampleSource Open(
        string data, SampleSourceOptions options, CancellationToken cancellationToken) =>
        options.Read([data], () => [Read(data, options, cancellationToken)])[0];

    private static SampleCache Read(string data, SampleSourceOptions options, CancellationToken cancellationToken)
    {
        bool isFolder = Directory.Exists(data);
        string[] files = isFolder ? IdxFiles.OfImagesIn(data) : [data];
        var (rows, columns) = Size(files[0]);
        int size = options.Size ?? SizeChoice.Nearest(Math.Min(rows, columns));
        var shape = new SampleShape(options.Channels ?? 1, size, size);
        using var builder = SampleCacheBuilder.ForImages(NameOf(data), shape, options.MemoryLimit);
        var labels = new List<int>();
        var unlabeled = new List<string>();
        var contents = new Dictionary<string, string>();
        foreach (string file in files)
        {
            int count = ReadImages(file, shape, builder, contents, cancellationToken);
            if (IdxFiles.LabelsOf(file) is string labelFile)
                labels.AddRange(ReadLabels(labelFile, count, file));
            else
                unlabeled.Add(file);
        }

        builder.NoLabelsReason = unlabeled.Count == 0 ? null
            : $"{ShortText.List([.. unlabeled.Select(file => $"'{Path.GetFileName(file)}'")])} "
            + $"{(unlabeled.Count == 1 ? "has" : "have")} no labels in a file beside it, as "
            + $"'{IdxFiles.LabelsName(unlabeled[0])}'";
        if (unlabeled.Count > 0 && labels.Count > 0)
            options.Warning?.Invoke($"The labels of '{data}' are left out: {builder.NoLabelsReason}.");
        builder.Origin = new DataOrigin(isFolder ? "a folder of IDX files" : "an IDX file")
        {
            Sizes = $"{columns}×{rows}",
        };
        var source = unlabeled.Count == 0 ? BuildLabeled(builder, labels, options.Warning) : builder.Build();
        options.Say(builder.Origin, source);
        return source;
    }

    /// <summary>Builds with the labels that occur as classes, called by their values.</summary>
    private static SampleCache BuildLabeled(SampleCacheBuilder builder, List<int> values, Action<string>? warning)
    {
        int[] classes = [.. values.Distinct().Order()];
        int[] labels = [.. values.Select(value => Array.BinarySearch(classes, value))];
        string[] names = [.. classes.Select(value => value.ToString(CultureInfo.InvariantCulture))];
        ClassCounts.WarnOfFew(names, labels, warning);
        return builder.Build(labels, names);
    }

    private static (int Rows, int Columns) Size(string file)
    {
        using var reader = new IdxReader(file, IdxReader.ImagesMagic);
        return (reader.Dimensions[1], reader.Dimensions[2]);
    }

    private static int ReadImages(
        string file, SampleShape shape, SampleCacheBuilder builder, Dictionary<string, string> contents,
        CancellationToken cancellationToken)
    {
        using var reader = new IdxReader(file, IdxReader.ImagesMagic);
        if (reader.Dimensions is not [int count, int rows, int columns])
            throw new InvalidOperationException("An IDX file of images has three dimensions.");
        using var content = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] pixels = new byte[rows * columns];
        var picture = new GrayRows(pixels, columns, rows);
        var resampler = new ImageResampler(shape.Height, shape.Channels);
        byte[] sample = new byte[shape.Length];
        for (int i = 0; i < count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            reader.Read(pixels, i);
            content.AppendData(pixels);
            resampler.Resample(picture, sample);
            builder.Append(sample);
        }
        reader.CheckEnd();
        string hash = Convert.ToHexString(content.GetHashAndReset());
        if (!contents.TryAdd(hash, file))
            throw new GanDataException(
                $"'{contents[hash]}' and '{file}' hold the same images. Remove one, so that none is read twice.");
        return count;
    }

    private static IEnumerable<int> ReadLabels(string file, int count, string imageFile)
    {
        using var reader = new IdxReader(file, IdxReader.LabelsMagic);
        if (reader.Dimensions[0] != count)
            throw new GanDataException(
                $"'{file}' has {ShortText.Count(reader.Dimensions[0], "label")}, but '{imageFile}' has "
                + $"{ShortText.Count(count, "image")}.");
        byte[] labels = new byte[count];
        reader.Read(labels, 0);
        reader.CheckEnd();
        return labels.Select(label => (int)label);
    }
}
