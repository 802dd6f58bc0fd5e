using System.Text.Json.Nodes;

namespace Ml.Gan.Tests.Notebooks;

/// <summary>What a notebook shows below its cells, in order, and the error that others may follow from.</summary>
internal sealed record ExecutedNotebook(IReadOnlyList<string> Html, string? FirstError)
{
    public static ExecutedNotebook Read(string path)
    {
        var cells = JsonNode.Parse(File.ReadAllText(path))!["cells"]!.AsArray();
        var outputs = cells.SelectMany(cell => cell!["outputs"]?.AsArray() ?? []).ToArray();
        return new ExecutedNotebook(
            [.. outputs.Select(output => output!["data"]?["text/html"]).OfType<JsonArray>().Select(Text)],
            outputs.Select(output => output!["evalue"]?.ToString()).FirstOrDefault(error => error != null));
    }

    private static string Text(JsonArray lines) => string.Concat(lines.Select(line => line!.ToString()));
}
