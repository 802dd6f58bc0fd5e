using System.Text;
using System.Text.RegularExpressions;
using Ml.Gan.Onnx;

namespace Ml.Gan.Experiments.Reports;

/// <summary>
/// A report in Markdown with its charts and pictures as files beside it. Text is escaped: nothing in it is taken for
/// Markdown.
/// </summary>
internal sealed partial class Report(string title)
{
    /// <summary>Name of the file that links to all others.</summary>
    public const string FileName = "report.md";

    private const int PicturesInARow = 3;

    private readonly StringBuilder _text = new($"# {Escape(title)}\n");
    private readonly Dictionary<string, byte[]> _files = [];

    public void Heading(string text) => Block($"## {Escape(text)}");

    public void Paragraph(string text) => Block(Escape(text));

    /// <summary>What an experiment found, in words.</summary>
    public void Quote(string text) => Block($"> {Escape(text)}");

    public void Link(string file) => Block($"[{Escape(file)}]({file})");

    public void Code(string language, string text) => Block($"```{language}\n{text}\n```");

    /// <summary>Text of fixed width that is folded away at first.</summary>
    public void Details(string summary, string json) =>
        Block($"<details><summary>{Escape(summary)}</summary>\n\n```json\n{json}\n```\n\n</details>");

    /// <summary>A table whose first column names the row; the others hold numbers.</summary>
    /// <param name="columns">The columns' headings.</param>
    /// <param name="rows">As many cells each as there are columns.</param>
    public void Table(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        var lines = new List<string> { Row(columns), $"|---{string.Concat(columns.Skip(1).Select(_ => "|---:"))}|" };
        foreach (var cells in rows)
        {
            ArgumentOutOfRangeException.ThrowIfNotEqual(cells.Count, columns.Count);
            lines.Add(Row(cells));
        }
        Block(string.Join('\n', lines));
    }

    /// <summary>Charts side by side where there is room, each a file of its own called <c>NAME.svg</c>.</summary>
    public void Charts(params IEnumerable<(string Name, Chart Chart)> charts) =>
        Block(string.Join('\n', charts.Select(chart =>
            Image($"{chart.Chart.Title}. {chart.Chart.Description}", $"{chart.Name}.svg", chart.Chart.ToSvg()))));

    /// <summary>
    /// Grids of images with labels above, some in a row, each a file of its own called <c>NAME.png</c>.
    /// </summary>
    public void Pictures(params IEnumerable<(string Name, string Label, ImageBatch Images)> pictures)
    {
        foreach (var row in pictures.Chunk(PicturesInARow))
        {
            var images = row.Select(picture => Image(
                $"Generated images, {picture.Label}", $"{picture.Name}.png",
                ImageGrid.Create(picture.Images, new ImageGridOptions { Scale = 1 }).ToPng()));
            Block($"{Row(row.Select(picture => picture.Label))}\n{string.Concat(row.Select(_ => "|---"))}|\n" +
                $"| {string.Join(" | ", images)} |");
        }
    }

    /// <summary>
    /// Writes the report and its files, and removes the files of a report that was there before and has others.
    /// </summary>
    public void Save(string folder)
    {
        string path = Path.Combine(folder, FileName);
        if (File.Exists(path))
            foreach (Match image in ImageLink().Matches(File.ReadAllText(path)))
                File.Delete(Path.Combine(folder, image.Groups["file"].Value));
        foreach (var (name, content) in _files)
            File.WriteAllBytes(Path.Combine(folder, name), content);
        File.WriteAllText(path, _text.ToString());
    }

    /// <summary>A part of a file's name made of a variant's: letters, digits and hyphens.</summary>
    public static string Slug(string text) => NotInName().Replace(text.ToLowerInvariant(), "-").Trim('-');

    private void Block(string text) => _text.Append('\n').Append(text).Append('\n');

    private string Image(string alternative, string file, byte[] content)
    {
        _files.Add(file, content);
        return $"![{Escape(alternative)}]({file})";
    }

    private static string Row(IEnumerable<string> cells) => $"| {string.Join(" | ", cells.Select(Escape))} |";

    private static string Escape(string text) =>
        Special().Replace(text, @"\$0").Replace("\n", " ", StringComparison.Ordinal);

    [GeneratedRegex(@"[\\`*_\[\]<>|]")]
    private static partial Regex Special();

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotInName();

    [GeneratedRegex(@"\]\((?<file>[a-z0-9-]+\.(svg|png))\)")]
    private static partial Regex ImageLink();
}
