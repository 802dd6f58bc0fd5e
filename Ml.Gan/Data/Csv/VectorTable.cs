namespace Ml.Gan.Data.Csv;

/// <summary>Makes vectors of the records of a CSV file.</summary>
/// <param name="path">The file.</param>
internal sealed class VectorTable(string path)
{
    private static readonly HashSet<string> s_nameHeadings = new(
        ["file", "files", "filename", "file_name", "file name", "image", "images", "image_file", "img", "path", "name"],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Most vectors, which take some 50 bytes each besides their numbers.</summary>
    private const int MaxRows = 1 << 23;

    private readonly CsvNumbers _numbers = new(path);
    private readonly List<float[]> _rows = [];
    private readonly List<string> _names = [];
    private readonly List<int> _lines = [];
    private CsvRecord? _header;
    private CsvRecord? _first;
    private int? _nameColumn;

    /// <exception cref="GanDataException">A line is not like the others, or can be understood in two ways.</exception>
    public static VectorFile Read(string path)
    {
        var layout = CsvLayout.Of(path);
        var table = new VectorTable(path);
        bool mayBeDecimals = layout.Separator == ',';
        foreach (var record in CsvRecords.Read(path, layout))
        {
            table.Add(record);
            mayBeDecimals &= MayBeDecimals(record.Cells, table._nameColumn);
        }
        return table.Finish(mayBeDecimals);
    }

    private void Add(CsvRecord record)
    {
        if (_header is null && _first is null && IsHeader(record))
        {
            _header = record;
            CheckHeader();
            return;
        }
        _first ??= Begin(record);
        if (record.Cells.Length != (_header ?? _first).Cells.Length)
            throw new GanDataException(_header is null
                ? $"Line {record.Line} of '{path}' has {Numbers(record.Cells.Length)}, the lines before it "
                + $"{Numbers(_first.Cells.Length)}; all vectors need the same length."
                : $"Line {record.Line} of '{path}' has {ShortText.Count(record.Cells.Length, "cell")}, but line "
                + $"{_header.Line} names {ShortText.Count(_header.Cells.Length, "column")}.");
        if (_rows.Count == MaxRows)
            throw new GanDataException($"'{path}' has more than {MaxRows} vectors; no more are read.");
        _rows.Add([.. record.Cells.Where((_, i) => i != _nameColumn).Select(cell => _numbers.Read(cell, record.Line))]);
        if (_rows[^1].Length == 0)
            throw new GanDataException($"Line {record.Line} of '{path}' names a file but holds no numbers.");
        if (_nameColumn is { } column)
            _names.Add(record.Cells[column]);
        _lines.Add(record.Line);
    }

    private string Numbers(int cells) =>
        ShortText.Count(_nameColumn is null ? cells : Math.Max(0, cells - 1), "number");

    /// <summary>Names of columns: words, no numbers or files; or one that says that its column names files.</summary>
    private static bool IsHeader(CsvRecord record) =>
        record.Cells.All(cell => cell.Any(char.IsLetter) && !CsvNumbers.Is(cell) && !LooksLikeFile(cell))
        || record.Cells.Any(s_nameHeadings.Contains);

    private void CheckHeader()
    {
        int unnamed = Array.IndexOf(_header!.Cells, "");
        if (unnamed >= 0)
            throw new GanDataException(
                $"Line {_header.Line} of '{path}' names columns, but not column {unnamed + 1}. Name it, or leave it "
                + "out: pandas writes the numbers of its rows there unless to_csv has index=False.");
        string? twice = _header.Cells.GroupBy(name => name)
            .FirstOrDefault(group => group.Count() > 1)?.Key;
        if (twice is not null)
            throw new GanDataException($"Line {_header.Line} of '{path}' names two columns '{twice}'.");
    }

    /// <summary>Finds the column of file names: by the header, else by what its first cell looks like.</summary>
    private CsvRecord Begin(CsvRecord record)
    {
        int byHeader = _header is null ? -1 : Array.FindIndex(_header.Cells, s_nameHeadings.Contains);
        int byLook = Array.FindIndex(record.Cells, LooksLikeFile);
        _nameColumn = byHeader >= 0 ? byHeader : byLook >= 0 ? byLook : null;
        return record;
    }

    private static bool LooksLikeFile(string cell) =>
        !CsvNumbers.Is(cell) && (cell.Contains('/') || cell.Contains('\\')
            || (Path.GetExtension(cell) is ['.', var letter, _, ..] and { Length: <= 5 }
                && char.IsAsciiLetter(letter)));

    /// <summary>
    /// Whether cells could be numbers with decimal commas that were cut at them: none has a decimal point, and a whole
    /// number stands before one without a sign. Zeros and ones alone are taken for what they are.
    /// </summary>
    private static bool MayBeDecimals(string[] cells, int? nameColumn)
    {
        string[] numbers = [.. cells.Where((_, i) => i != nameColumn)];
        return !numbers.Any(number => number.Contains('.', StringComparison.Ordinal))
            && numbers.Zip(numbers.Skip(1)).Any(
                pair => IsWholeNumber(pair.First) && IsDecimals(pair.Second));
    }

    private static bool IsWholeNumber(ReadOnlySpan<char> text) =>
        IsDigits(text.StartsWith('-') || text.StartsWith('+') ? text[1..] : text);

    /// <summary>What may stand behind a decimal comma: digits, and an exponent maybe.</summary>
    private static bool IsDecimals(ReadOnlySpan<char> text) => text.IndexOfAny('e', 'E') is >= 0 and var exponent
        ? IsDigits(text[..exponent]) && IsWholeNumber(text[(exponent + 1)..])
        : IsDigits(text);

    private static bool IsDigits(ReadOnlySpan<char> text) =>
        text.Length > 0 && !text.ContainsAnyExceptInRange('0', '9');

    private VectorFile Finish(bool mayBeDecimals)
    {
        if (_rows.Count == 0)
            throw new GanDataException($"'{path}' holds no vectors; it needs one in a line, as 0.5,-1.");
        if (mayBeDecimals && _header is null && !_rows.All(row => row.All(value => value is 0 or 1)))
        {
            string[] cells = [.. _first!.Cells.Where((_, i) => i != _nameColumn)];
            throw new GanDataException(
                $"Line {_first.Line} of '{path}', {string.Join(',', cells)}, and all others can be {cells.Length} "
                + "whole numbers or fewer numbers with decimal commas. Separate the numbers by semicolons, or name the "
                + "columns in the first line.");
        }
        return new VectorFile(
            path,
            [.. _rows],
            _header is null ? null : [.. _header.Cells.Where((_, i) => i != _nameColumn)],
            _nameColumn is null ? null : [.. _names],
            [.. _lines]);
    }
}
