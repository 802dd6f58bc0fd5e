using System.Text.Json;
using Ml.Gan.Onnx;
using Ml.Gan.Onnx.Cards;

namespace Ml.Gan.Cli.Training;

/// <summary>
/// The model card of a training, made of what it has written to its folder: models, options, measures and samples.
/// </summary>
internal static class TrainingCard
{
    /// <summary>Name of the card's file.</summary>
    public const string FileName = "README.md";

    /// <summary>Writes the card; where it can't be written, the generator stays as it is saved.</summary>
    /// <param name="folder">The folder of a training that has finished.</param>
    /// <param name="models">Names of the models' files in it.</param>
    /// <param name="error">Is told where a card that is there stays, or none can be written.</param>
    /// <returns>The exit code.</returns>
    public static int Write(OutputFolder folder, IReadOnlyList<string> models, TextWriter error)
    {
        string path = folder.At(FileName);
        try
        {
            string[] files = [.. models.Select(folder.At)];
            using var options = JsonDocument.Parse(File.ReadAllBytes(folder.At(OutputFolder.OptionsFile)));
            var card = ModelCard.For(files[0], files[1..]) with
            {
                Command = CardCommand.Of(options.RootElement, folder.Name),
                Options = [.. Changed(options.RootElement)],
                Measures = [.. CardMeasures.In(folder)],
                SamplePicture = NewestPicture(folder),
            };
            if (!card.Save(path))
                error.WriteLine(
                    $"'{path}' isn't as Ml.Gan wrote it, or not by Ml.Gan, and stays; no model card is written.");
            return ExitCode.Success;
        }
        catch (Exception e) when (
            e is IOException or UnauthorizedAccessException or GanOnnxException or JsonException
                or InvalidOperationException)
        {
            error.WriteLine(
                $"The model card can't be written to '{path}': {e.Message} The generator is complete without it.");
            return ExitCode.Failure;
        }
    }

    /// <summary>Removes the card of an earlier training, unless someone has changed it.</summary>
    public static void Remove(OutputFolder folder)
    {
        string path = folder.At(FileName);
        if (File.Exists(path) && !FileKind.IsSpecial(path) && CardMark.IsUnchanged(File.ReadAllText(path)))
            File.Delete(path);
    }

    /// <summary>Options whose values new settings don't have.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Changed(JsonElement options)
    {
        var defaults = new TrainSettings();
        foreach (var option in new TrainOptions().All)
        {
            if (!option.IsRecorded || !options.TryGetProperty(option.Key, out var value)
                || value.ValueKind == JsonValueKind.Null
                || JsonElement.DeepEquals(value, JsonSerializer.SerializeToElement(option.ValueIn(defaults))))
                continue;
            yield return new(option.Name, value.ToString());
        }
    }

    private static string? NewestPicture(OutputFolder folder) => Directory.Exists(folder.Samples)
        ? Directory.EnumerateFiles(folder.Samples, "step-*.png").Max(StringComparer.Ordinal) is { } newest
            ? $"{Path.GetFileName(folder.Samples)}/{Path.GetFileName(newest)}"
            : null
        : null;
}
