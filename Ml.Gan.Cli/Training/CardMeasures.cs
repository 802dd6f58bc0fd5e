using System.Globalization;
using System.Text.Json;

namespace Ml.Gan.Cli.Training;

/// <summary>What a training has measured, from the files in its folder.</summary>
internal static class CardMeasures
{
    public static IEnumerable<KeyValuePair<string, string>> In(OutputFolder folder) =>
    [
        .. OfTraining(folder.Evaluation),
        .. HeldOut(folder.At(OutputFolder.ClassificationFile)),
        .. HeldOut(folder.At(OutputFolder.TranslationFile)),
        .. HeldOut(folder.At(OutputFolder.CaptionsFile)),
    ];

    /// <summary>The best evaluation while training, which is the saved generator's.</summary>
    private static IEnumerable<KeyValuePair<string, string>> OfTraining(string file)
    {
        string? best = File.Exists(file)
            ? File.ReadLines(file).LastOrDefault(line => line.Contains("\"best\":true", StringComparison.Ordinal))
            : null;
        if (best is null)
            yield break;
        using var json = JsonDocument.Parse(best);
        var score = json.RootElement;
        string features = score.GetProperty("features") is { ValueKind: JsonValueKind.String } space
            ? $" by {space.GetString()}"
            : "";
        string real = score.GetProperty("real") is { ValueKind: JsonValueKind.Number } reference
            ? $"; of real samples {Text(reference)}"
            : "";
        yield return new(
            score.GetProperty("metric").GetString()! + features,
            $"{Text(score.GetProperty("value"))} after step {score.GetProperty("step")}{real}");
    }

    private static IEnumerable<KeyValuePair<string, string>> HeldOut(string file)
    {
        if (!File.Exists(file))
            return [];
        using var json = JsonDocument.Parse(File.ReadAllBytes(file));
        return
        [
            .. from property in json.RootElement.EnumerateObject()
               where property.Value.ValueKind == JsonValueKind.Number
               select KeyValuePair.Create(property.Name, Text(property.Value)),
        ];
    }

    private static string Text(JsonElement number) => number.TryGetInt64(out long whole)
        ? whole.ToString(CultureInfo.InvariantCulture)
        : number.GetDouble().ToString("G4", CultureInfo.InvariantCulture);
}
