using Ml.Gan.Data.Csv;
using Ml.Gan.Onnx;

namespace Ml.Gan.Data;

/// <summary>
/// Vectors from a text file (CSV), one in a line, which may name the sample that each belongs to.
/// </summary>
/// <remarks>
/// Cells are separated by semicolons or tabs where the file has some outside of quotes, else by commas. Numbers have
/// decimal points, or decimal commas throughout, which need quotes where commas separate cells. A first line without
/// numbers names the columns. One column may hold file names: it is called <c>file</c>, <c>filename</c>, <c>image</c>,
/// <c>path</c> or <c>name</c>, or its cells look like files. UTF-8, and UTF-16 with a byte order mark, are read.
/// </remarks>
public sealed class VectorFile
{
    private const long MaxBytes = 512L << 20;

    private readonly string _path;
    private readonly int[] _lines;

    internal VectorFile(string path, float[][] rows, string[]? columns, string[]? sampleNames, int[] lines) =>
        (_path, Rows, Columns, SampleNames, _lines) = (path, rows, columns, sampleNames, lines);

    /// <summary>The vectors, at least one, all of the same length.</summary>
    public float[][] Rows { get; }

    /// <summary>Names of the vectors' components; null where the file has no line of names.</summary>
    public IReadOnlyList<string>? Columns { get; }

    /// <summary>Name of the sample that each vector belongs to; null where the file has no column of them.</summary>
    public IReadOnlyList<string>? SampleNames { get; }

    /// <summary>Reads all vectors. Empty lines are passed over.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="GanDataException">
    /// The file is missing, a line is not like the others, holds no finite numbers, or can be understood in two ways;
    /// the message says which.
    /// </exception>
    public static VectorFile Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!Path.Exists(path))
            throw new GanDataException($"There is no file '{path}' of vectors.");
        if (RegularFile.Fault(path) is { } fault)
            throw new GanDataException($"'{path}' {fault}. Give a CSV file with a vector in each line.");
        try
        {
            long bytes = RegularFile.Target(path).Length;
            if (bytes > MaxBytes)
                throw new GanDataException(
                    $"'{path}' has {bytes} bytes; at most {MaxBytes} are read. Give the samples' own vectors alone, or "
                    + "numbers of fewer digits.");
            return VectorTable.Read(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new GanDataException($"'{path}' can't be read: {e.Message}", e);
        }
    }

    /// <summary>The vectors in the order of samples.</summary>
    /// <exception cref="GanDataException">They don't match.</exception>
    internal float[][] RowsFor(ISampleSource samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        if (SampleNames is null)
            return Rows;
        if (samples.SampleNames is not { } names)
            throw new GanDataException(
                $"'{_path}' names files ('{SampleNames[0]}'), but the samples of '{samples.Name}' have no names. Leave "
                + "that column out and give a line for each sample, in the order of the data.");
        return new NameMatch(_path, SampleNames, _lines).RowsFor(Rows, samples.Name, names);
    }
}
