using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ml.Gan.Tests.Notebooks;

/// <summary>The code cells of a Jupyter notebook, each with the heading of the text before it.</summary>
internal sealed class Notebook
{
    private Notebook(IReadOnlyList<Cell> cells) => Cells = cells;

    public IReadOnlyList<Cell> Cells { get; }

    /// <summary>Reads a notebook that lies beside the tests.</summary>
    public static Notebook Read(string name)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(PathOf(name)));
        var cells = new List<Cell>();
        string title = "";
        foreach (var cell in json.RootElement.GetProperty("cells").EnumerateArray())
        {
            string source = string.Concat(cell.GetProperty("source").EnumerateArray().Select(line => line.GetString()));
            if (cell.GetProperty("cell_type").GetString() == "code")
                cells.Add(new Cell(title, source));
            else
                title = Heading(source) ?? title;
        }
        return new Notebook(cells);
    }

    /// <summary>The text of a notebook that lies beside the tests, with its code changed.</summary>
    public static string Rewritten(string name, Func<string, string> change)
    {
        var notebook = JsonNode.Parse(File.ReadAllText(PathOf(name)))!;
        foreach (var cell in notebook["cells"]!.AsArray())
        {
            if (cell!["cell_type"]!.ToString() == "code")
                cell["source"] = change(string.Concat(cell["source"]!.AsArray().Select(line => line!.ToString())));
        }
        return notebook.ToJsonString();
    }

    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "notebooks", name);

    private static string? Heading(string markdown) =>
        markdown.Split('\n').LastOrDefault(line => line.StartsWith('#'))?.TrimStart('#').Trim();
}
