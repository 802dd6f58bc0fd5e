using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Ml.Gan.Cli.Parsing;

/// <summary>
/// What the words of a command line that is being typed can go on with: <c>[suggest:17] "mlgan train --netw"</c>, as
/// programs with this library's directive take it from <c>dotnet-suggest</c>.
/// </summary>
internal static partial class LineCompletion
{
    /// <summary>The suggestions that a command line asks for, one in a line; null where it doesn't ask.</summary>
    public static IReadOnlyList<string>? Of(Command root, string[] args)
    {
        if (args.Length == 0 || Directive().Match(args[0]) is not { Success: true } directive)
            return null;
        string line = args.Length > 1 ? args[1] : "";
        int position = int.TryParse(
            directive.Groups["position"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int given)
            ? Math.Min(given, line.Length)
            : line.Length;
        CompletionNames.AddTo(root);
        return Of(root, line[..position]);
    }

    /// <summary>The suggestions at the end of a text: names of options only where a dash asks for them.</summary>
    private static string[] Of(Command root, string typed)
    {
        string word = typed[(typed.LastIndexOf(' ') + 1)..];
        if (OptionWithValue().Match(word) is { Success: true } pair)
        {
            string option = pair.Groups["option"].Value, value = pair.Groups["value"].Value;
            return [.. Of(root, $"{typed[..^word.Length]}{option} {value}").Select(found => $"{option}={found}")];
        }
        bool isOption = word.StartsWith('-');
        return
        [
            .. root.Parse(typed).GetCompletions(typed.Length).Select(item => item.InsertText ?? item.Label)
                .Where(text => text.StartsWith(word, StringComparison.OrdinalIgnoreCase))
                .Where(text => text.StartsWith('-') == isOption && !text.StartsWith('/'))
                .Distinct().Order(StringComparer.Ordinal),
        ];
    }

    [GeneratedRegex("^(?<option>--[^=]+)=(?<value>.*)$")]
    private static partial Regex OptionWithValue();

    [GeneratedRegex(@"^\[suggest(:(?<position>\d+))?\]$")]
    private static partial Regex Directive();
}
