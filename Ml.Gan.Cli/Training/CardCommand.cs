using System.Text.Json;

namespace Ml.Gan.Cli.Training;

/// <summary>The command that repeats a training, as a POSIX shell takes it.</summary>
internal static class CardCommand
{
    /// <param name="options">What <c>options.json</c> holds.</param>
    /// <param name="output">The folder that the training wrote to.</param>
    public static string Of(JsonElement options, string output)
    {
        var arguments = ResumedArguments.In(options);
        IEnumerable<string> words =
        [
            "mlgan", "train", .. arguments.SelectMany(argument => Words(argument.Key, argument.Value)), "--out", output,
        ];
        return string.Join(' ', words.Select(Quoted));
    }

    private static IEnumerable<string> Words(string name, string value) =>
        value.Length == 0 ? [name] : value[0] == '-' ? [$"{name}={value}"] : [name, value];

    private static string Quoted(string word) => word.All(IsPlain) && word.Length > 0
        ? word
        : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static bool IsPlain(char one) => char.IsAsciiLetterOrDigit(one) || "-_./:,=+%@".Contains(one);
}
