using System.Text.Encodings.Web;
using System.Text.Json;

namespace Ml.Gan.Cli.Rendering;

/// <summary>What there is to train and to judge with, for people and for programs.</summary>
internal static class ListText
{
    private static readonly JsonSerializerOptions s_format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
    };

    public static string Plain(IEnumerable<ListSection> sections) => string.Join("\n\n", sections.Select(Plain));

    public static string Json(IEnumerable<ListSection> sections) =>
        JsonSerializer.Serialize(sections.ToDictionary(section => section.Name.Replace('-', '_').Replace(' ', '_'), section => section.Entries), s_format);

    private static string Plain(ListSection section)
    {
        int width = section.Entries.Max(entry => entry.Name.Length) + 2;
        var lines = section.Entries.SelectMany(entry => Lines(entry, width));
        return string.Join('\n', lines.Prepend($"{section.Name} ({section.Option})"));
    }

    private static IEnumerable<string> Lines(CatalogEntry entry, int width)
    {
        string paper = entry.Paper is null ? "" : $" ({entry.Paper})";
        yield return $"  {entry.Name.PadRight(width)}{entry.Description}{paper}";
        if (entry.Argument is not null)
            yield return $"  {"".PadRight(width)}{entry.Name}:X, where X is {entry.Argument}";
    }
}
