using System.Globalization;

namespace Ml.Gan.Data;

/// <summary>
/// Reads vectors from a text file (CSV): one in a line, its numbers with commas or semicolons between them.
/// </summary>
public static class VectorFile
{
    /// <summary>
    /// Reads all vectors. A first line without a number is taken for the columns' names; empty lines are passed over.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <returns>At least one vector, all of the same length.</returns>
    /// <exception cref="GanDataException">
    /// The file is missing, or a line is not like the others or holds no finite numbers; the message says which.
    /// </exception>
    public static float[][] Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
            throw new GanDataException($"There is no file '{path}' of vectors.");
        List<float[]> rows = [];
        int number = 0;
        foreach (string line in File.ReadLines(path))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            string[] cells = line.Split(',', ';');
            if (rows.Count == 0 && number == 1 && cells.All(cell => Number(cell) is null))
                continue;
            rows.Add(ReadRow(path, number, cells));
            if (rows[^1].Length != rows[0].Length)
                throw new GanDataException(
                    $"Line {number} of '{path}' has {rows[^1].Length} numbers, the lines before it {rows[0].Length}; " +
                    "all vectors need the same length.");
        }
        return rows.Count > 0
            ? [.. rows]
            : throw new GanDataException($"'{path}' holds no vectors; it needs one in a line, as 0.5,-1.");
    }

    private static float[] ReadRow(string path, int number, string[] cells) =>
    [
        .. cells.Select(cell => Number(cell) is { } value && float.IsFinite(value)
            ? value
            : throw new GanDataException(
                $"Line {number} of '{path}' holds '{cell.Trim()}', which is no finite number.")),
    ];

    private static float? Number(string cell) =>
        float.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out float value) ? value : null;
}
