using System.Globalization;
using System.Text.Json;

namespace Ml.Gan.Cli.Training;

/// <summary>
/// The command line of a training that is to be resumed: <c>--resume DIR</c> stands for what is written there of the
/// line that the training was begun with, but for the options that are given anew.
/// </summary>
internal static class ResumedArguments
{
    private const string Resume = "--resume";
    private const string Steps = "--steps";

    /// <summary>Options that were given.</summary>
    private const string GivenKey = "arguments";

    /// <summary>Options that the program has chosen.</summary>
    private const string ChosenKey = "chosen";

    /// <summary>What a file of options says of the line that it comes from.</summary>
    /// <param name="asked">What was asked for.</param>
    /// <param name="planned">The same with what was chosen.</param>
    public static IEnumerable<KeyValuePair<string, object?>> Describe(TrainSettings asked, TrainSettings planned)
    {
        yield return new(GivenKey, asked.Arguments);
        var chosen = new TrainOptions().All
            .Where(option => option.IsRecorded && !asked.Arguments.ContainsKey(option.Name))
            .Select(option => (option.Name, Asked: Text(option.ValueIn(asked)), Planned: Text(option.ValueIn(planned))))
            .Where(option => option.Planned is not null && option.Planned != option.Asked)
            .ToDictionary(option => option.Name, option => option.Planned);
        yield return new(ChosenKey, chosen);
    }

    /// <summary>
    /// A command line with what <c>--resume</c> stands for; as it is without that, or where that can't be used.
    /// </summary>
    /// <exception cref="GanOptionException">
    /// There is no training to resume in the folder, or another folder is named.
    /// </exception>
    public static string[] Expand(string[] words)
    {
        if (words is not ["train", ..] || FolderIn(words) is not { } folder)
            return words;
        var options = new TrainOptions().All.ToArray();
        string[] names = [.. words.Where(word => word.StartsWith("--", StringComparison.Ordinal)).Select(Name)];
        if (names.Contains("--out"))
            throw new GanOptionException(nameof(TrainSettings.ResumedFolder),
                "A training is resumed in the folder that it wrote to. Leave --out away.");
        var (given, chosen) = Read(folder);
        if (names.Contains("--time") || names.Contains("--epochs"))
            chosen.Remove(Steps);
        foreach (var (name, value) in chosen)
            given.TryAdd(name, value);
        var kept = given.Where(argument => !names.Contains(argument.Key) && !options.Any(option =>
            Excludes(option, argument.Key) && names.Contains(option.Name)
            || option.Name == argument.Key && option.Excludes is { } other && names.Contains(other)));
        return
        [
            "train", "--out", folder, .. kept.SelectMany(argument => Words(argument.Key, argument.Value)),
            .. words[1..],
        ];

        static bool Excludes(TrainOption option, string other) => option.Excludes == other;
        static string Name(string word) => word.Split('=', ':')[0];
        static string[] Words(string name, string value) => value.Length == 0 ? [name] : [$"{name}={value}"];
    }

    private static string? FolderIn(string[] words)
    {
        int[] places = [.. Enumerable.Range(0, words.Length).Where(place =>
            words[place] == Resume || words[place].StartsWith($"{Resume}=", StringComparison.Ordinal))];
        if (places is not [int one])
            return null;
        string folder = words[one] != Resume ? words[one][(Resume.Length + 1)..]
            : one + 1 < words.Length ? words[one + 1]
            : "";
        return string.IsNullOrWhiteSpace(folder) || folder.StartsWith("--", StringComparison.Ordinal) ? null : folder;
    }

    private static (Dictionary<string, string> Given, Dictionary<string, string> Chosen) Read(string folder)
    {
        if (OutputFolder.OptionsIn(folder) is not { } path)
            throw new GanOptionException(nameof(TrainSettings.ResumedFolder),
                $"There is no training to resume in '{folder}': it holds no options.json of one. Name the folder that "
                + "was --out of a training.");
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            return (Arguments(json.RootElement, GivenKey), Arguments(json.RootElement, ChosenKey));
        }
        catch (Exception e) when (
            e is JsonException or KeyNotFoundException or InvalidOperationException or IOException
                or UnauthorizedAccessException)
        {
            throw new GanException(
                $"The training in '{folder}' can't be resumed: '{path}' doesn't say what it was begun with "
                + $"({e.Message.ReplaceLineEndings(" ").TrimEnd('.')}).", e);
        }
    }

    /// <summary>What was given and what was chosen, of which the line that repeats a training consists.</summary>
    /// <param name="options">What <c>options.json</c> holds.</param>
    public static IReadOnlyDictionary<string, string> In(JsonElement options)
    {
        var given = Arguments(options, GivenKey);
        // Steps that were chosen are those that fitted into the time.
        if (given.Remove("--time"))
            given.Remove(Steps);
        foreach (var (name, value) in Arguments(options, ChosenKey))
            given.TryAdd(name, value);
        return given;
    }

    private static Dictionary<string, string> Arguments(JsonElement options, string key) => options
        .GetProperty(key).EnumerateObject()
        .ToDictionary(argument => argument.Name, argument => argument.Value.GetString()!);

    /// <summary>A value as a command line has it, empty for a flag; null for none.</summary>
    private static string? Text(object? value) => value switch
    {
        null or false => null,
        true => "",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
