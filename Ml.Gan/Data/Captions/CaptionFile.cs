using Ml.Gan.Data.Csv;
using Ml.Gan.Onnx;

namespace Ml.Gan.Data.Captions;

/// <summary>
/// CSV file of captions: rows of the name of an image and a caption, several rows for one image where it has several
/// captions. A first row may name the columns, by <c>file</c> and <c>caption</c> or the like, among others.
/// </summary>
internal sealed class CaptionFile
{
    private const long MaxBytes = 512L << 20;

    private static readonly HashSet<string> s_nameHeadings =
        new(["file", "filename", "file_name", "image", "img", "path", "name"], StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> s_captionHeadings =
        new(["caption", "captions", "text", "sentence", "description"], StringComparer.OrdinalIgnoreCase);

    private readonly string _path;
    private readonly List<string> _names = [];
    private readonly List<string> _captions = [];
    private readonly List<int> _lines = [];

    private CaptionFile(string path) => _path = path;

    /// <exception cref="GanDataException">It can't be read, or a row is no name with a caption.</exception>
    public static CaptionFile Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!Path.Exists(path))
            throw new GanDataException($"There is no file '{path}' of captions.");
        if (RegularFile.Fault(path) is { } fault)
            throw new GanDataException($"'{path}' {fault}. Give a CSV file with rows of a file's name and a caption.");
        try
        {
            long bytes = RegularFile.Target(path).Length;
            if (bytes > MaxBytes)
                throw new GanDataException(
                    $"'{path}' has {bytes} bytes; at most {MaxBytes} are read. Divide the data.");
            var file = new CaptionFile(path);
            file.ReadRows();
            return file;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new GanDataException($"'{path}' can't be read: {e.Message}", e);
        }
    }

    /// <summary>The rows: names of images, as they are in the file, and captions.</summary>
    public IEnumerable<(string Name, string Caption)> Rows => _names.Zip(_captions);

    /// <summary>The captions of each image, in the order of the images.</summary>
    /// <exception cref="GanDataException">An image has none, or a row names no image.</exception>
    public IReadOnlyList<IReadOnlyList<string>> CaptionsFor(ISampleSource images)
    {
        if (images.SampleNames is not { } names)
            throw new GanDataException(
                $"'{_path}' names files, but the images of '{images.Name}' have no names. Give the folder of the "
                + "images.");
        var rows = new NameMatch(_path, _names, [.. _lines]).ListsFor(images.Name, names);
        return [.. rows.Select(own => (IReadOnlyList<string>)[.. own.Select(row => _captions[row])])];
    }

    private void ReadRows()
    {
        CsvRecord? header = null;
        var (nameColumn, captionColumn, columns) = (0, 1, 2);
        foreach (var record in CsvRecords.Read(_path, CsvLayout.Of(_path)))
        {
            string[] cells = record.Cells;
            if (header is null && _lines.Count == 0 && cells.Any(s_captionHeadings.Contains))
            {
                header = record;
                (nameColumn, captionColumn, columns) = (
                    Array.FindIndex(cells, s_nameHeadings.Contains), Array.FindIndex(cells, s_captionHeadings.Contains),
                    cells.Length);
                if (nameColumn < 0)
                    throw new GanDataException(
                        $"Line {record.Line} of '{_path}' names a column of captions but none of files. Call that "
                        + "column 'file'.");
                continue;
            }
            if (cells.Length != columns)
                throw new GanDataException(
                    $"Line {record.Line} of '{_path}' has {ShortText.Count(cells.Length, "cell")}; expected {columns}, "
                    + (header is null ? "the name of a file and a caption" : $"as line {header.Line} names them")
                    + ". Put a caption with commas in quotes.");
            if (CaptionTokenizer.Split(cells[captionColumn]).Count == 0)
                throw new GanDataException(
                    $"Line {record.Line} of '{_path}' has an empty caption for '{cells[nameColumn]}'. Leave the line "
                    + "out, or say what is seen.");
            _names.Add(cells[nameColumn]);
            _captions.Add(cells[captionColumn]);
            _lines.Add(record.Line);
        }
        if (_lines.Count == 0)
            throw new GanDataException(
                $"'{_path}' holds no caption. Give rows of a file's name and a caption of that image.");
    }
}
