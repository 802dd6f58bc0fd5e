using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Ml.Gan.Data.Csv;

/// <summary>The cells of one record.</summary>
/// <param name="Line">Number of the line that it ends in, from 1.</param>
/// <param name="Cells">The cells, without quotes and the spaces around them.</param>
internal sealed record CsvRecord(int Line, string[] Cells);

/// <summary>Reads the records of a CSV file that are not empty.</summary>
internal static class CsvRecords
{
    private const int MaxCells = 65_537;

    /// <summary>Characters of a cell at most.</summary>
    public const int MaxCell = 1 << 16;

    /// <exception cref="GanDataException">Quotes don't fit, or a line has too many cells.</exception>
    public static IEnumerable<CsvRecord> Read(string path, CsvLayout layout)
    {
        using var reader = new StreamReader(path);
        if (layout.IsDeclared)
            reader.ReadLine();
        int skipped = layout.IsDeclared ? 1 : 0;
        using var parser = new CsvParser(reader, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = layout.Separator.ToString(),
            TrimOptions = TrimOptions.Trim,
            MaxFieldSize = MaxCell,
            BadDataFound = bad => throw new GanDataException(
                $"Line {bad.Context.Parser!.RawRow + skipped} of '{path}' has a quote within a cell; quotes go around "
                + "a whole cell, doubled inside of it."),
        });
        while (Next(parser, path, skipped))
        {
            if (parser.Count > MaxCells)
                throw new GanDataException(
                    $"Line {parser.RawRow + skipped} of '{path}' has {parser.Count} cells; "
                    + $"at most {MaxCells} are read.");
            string[] cells = parser.Record!;
            if (cells is not [""])
                yield return new CsvRecord(parser.RawRow + skipped, cells);
        }
    }

    private static bool Next(CsvParser parser, string path, int skipped)
    {
        try
        {
            return parser.Read();
        }
        catch (MaxFieldSizeException e)
        {
            throw LongCell(path, parser.RawRow + skipped, e);
        }
    }

    /// <summary>Refuses a cell that is longer than <see cref="MaxCell"/>.</summary>
    public static GanDataException LongCell(string path, int line, Exception? cause = null) => new(
        $"Line {line} of '{path}' has a cell of more than {MaxCell} characters; a quote may be left open.", cause);
}
