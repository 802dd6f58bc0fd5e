using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ml.Gan.Tests.Notebooks;

/// <summary>Notebook files (nbformat 4.5) of .NET Interactive.</summary>
internal static class NotebookFile
{
    private const string Metadata = """
        {
          "kernelspec": { "display_name": ".NET (C#)", "language": "C#", "name": ".net-csharp" },
          "language_info": {
            "file_extension": ".cs", "mimetype": "text/x-csharp", "name": "polyglot-notebook",
            "pygments_lexer": "csharp"
          },
          "polyglot_notebook": {
            "kernelInfo": {
              "defaultKernelName": "csharp",
              "items": [ { "aliases": [], "languageName": "csharp", "name": "csharp" } ]
            }
          }
        }
        """;

    private static readonly JsonSerializerOptions s_json = new()
    {
        WriteIndented = true,
        IndentSize = 1,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The text of a notebook.</summary>
    /// <param name="cells">Texts and code.</param>
    /// <param name="outputs">What is shown below the code cells, in order; null for nothing.</param>
    public static string Write(IEnumerable<NotebookCell> cells, IReadOnlyList<JsonArray>? outputs = null)
    {
        int code = 0, number = 0;
        var written = new JsonArray();
        foreach (var cell in cells)
        {
            var json = new JsonObject
            {
                ["cell_type"] = cell.IsMarkdown ? "markdown" : "code",
                ["id"] = $"cell-{number++}",
                ["metadata"] = new JsonObject(),
                ["source"] = Lines(cell.Source),
            };
            if (!cell.IsMarkdown)
            {
                json["execution_count"] = outputs is null ? null : code + 1;
                json["outputs"] = outputs is null ? new JsonArray() : outputs[code].DeepClone();
                code++;
            }
            written.Add(json);
        }
        return new JsonObject
        {
            ["cells"] = written,
            ["metadata"] = JsonNode.Parse(Metadata),
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
        }.ToJsonString(s_json) + "\n";
    }

    /// <summary>Texts and code of a notebook, as pairs of kind and source.</summary>
    public static (string Kind, string Source)[] Read(string path) =>
    [
        .. JsonNode.Parse(File.ReadAllText(path))!["cells"]!.AsArray().Select(
            cell => (cell!["cell_type"]!.ToString(), string.Concat(cell["source"]!.AsArray().Select(Text)))),
    ];

    /// <summary>What is shown below each code cell of a notebook.</summary>
    public static IReadOnlyList<JsonArray> Outputs(string path) =>
    [
        .. JsonNode.Parse(File.ReadAllText(path))!["cells"]!.AsArray()
            .Where(cell => cell!["cell_type"]!.ToString() == "code")
            .Select(cell => cell!["outputs"]?.AsArray() ?? []),
    ];

    private static string Text(JsonNode? node) => node!.ToString();

    private static JsonArray Lines(string source)
    {
        string[] lines = source.Split('\n');
        return [.. lines.Select((line, i) => (JsonNode)(i + 1 < lines.Length ? line + "\n" : line))];
    }
}
