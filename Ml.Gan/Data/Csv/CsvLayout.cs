namespace Ml.Gan.Data.Csv;

/// <summary>How a CSV file separates cells, found by reading it once from end to end.</summary>
/// <param name="Separator">Semicolon or tab where one occurs outside of quotes, else comma.</param>
/// <param name="IsDeclared">Whether the first line says so, as <c>sep=;</c>, and holds nothing else.</param>
internal readonly record struct CsvLayout(char Separator, bool IsDeclared)
{
    private const int MaxLine = 1 << 20;
    private const string Declaration = "sep=";

    /// <summary>The layout of a file.</summary>
    /// <exception cref="GanDataException">It is no text, or a line is too long to be one.</exception>
    public static CsvLayout Of(string path)
    {
        using var reader = new StreamReader(path);
        char[] block = new char[1 << 14];
        var first = new System.Text.StringBuilder();
        bool quoted = false, semicolon = false, tab = false;
        int line = 1, length = 0, quotedLength = 0;
        for (int count; (count = reader.Read(block)) > 0;)
        {
            foreach (char character in block.AsSpan(0, count))
            {
                if (character == '\0')
                    throw new GanDataException(
                        $"'{path}' is no text: line {line} holds a character 0. Save it as CSV in UTF-8.");
                if (line == 1 && length <= Declaration.Length && character is not ('\r' or '\n'))
                    first.Append(character);
                if (++length > MaxLine)
                    throw new GanDataException(
                        $"Line {line} of '{path}' has more than {MaxLine} characters. Give one vector in a line.");
                quoted ^= character == '"';
                quotedLength = quoted ? quotedLength + 1 : 0;
                if (quotedLength > CsvRecords.MaxCell)
                    throw CsvRecords.LongCell(path, line);
                semicolon |= character == ';' && !quoted;
                tab |= character == '\t' && !quoted;
                if (character == '\n')
                    (line, length) = (line + 1, 0);
            }
        }
        string start = first.ToString();
        bool isDeclared = start.Length == Declaration.Length + 1
            && start.StartsWith(Declaration, StringComparison.OrdinalIgnoreCase);
        if (isDeclared && (char.IsLetterOrDigit(start[^1]) || start[^1] is '"' or ' ' or '.' or '-' or '+'))
            throw new GanDataException(
                $"Line 1 of '{path}' says that '{start[^1]}' separates cells; expected a comma, a semicolon or a tab, "
                + "as sep=;.");
        return isDeclared
            ? new CsvLayout(start[^1], true)
            : new CsvLayout(semicolon ? ';' : tab ? '\t' : ',', false);
    }
}
