using System.CommandLine;

namespace Ml.Gan.Tests.Cli.Parsing;

/// <summary>Command lines that are wrong in one of the ways in which each option can be.</summary>
internal static class WrongLines
{
    /// <summary>Wrong lines of one command, each with a part of the message that it gets.</summary>
    /// <param name="command">The command.</param>
    /// <param name="words">The words of a line that is right, up to the options that are required.</param>
    public static IEnumerable<(string[] Line, string Message)> Of(Command command, params string[] words)
    {
        Option[] options = [.. command.Options.Where(option => option.Action is null)];
        foreach (var option in options)
        {
            string[] start =
            [
                .. words,
                .. options.Where(other => other.Required && other != option)
                    .SelectMany(other => (string[])[other.Name, RightValue(other)]),
            ];
            yield return ([.. start, Misspelled(option.Name)], $"did you mean '{option.Name}'?");
            if (option is Option<bool>)
            {
                yield return ([.. start, $"{option.Name}=maybe"], $"{option.Name} is given without a value");
                continue;
            }
            if (option.Arity.MinimumNumberOfValues > 0)
            {
                yield return ([.. start, option.Name], $"{option.Name} needs a value: {option.Name} ");
                yield return ([.. start, option.Name, option.Name], $"the option {option.Name} follows it");
                yield return ([.. start, option.Name, ""], $"{option.Name} needs a value, but what is given is empty");
            }
            yield return (
                [.. start, option.Name, "1", option.Name, "1"], $"{option.Name} is given 2 times; give it once");
            foreach (string value in WrongValues(option))
                yield return ([.. start, $"{option.Name}={value}"], option.Name);
        }
        yield return ([.. words, "--no-such-option"], "There is no option '--no-such-option'");
    }

    private static string RightValue(Option option) => option.Name == "--data" ? "builtin:glyphs" : "x.png";

    /// <summary>The name with its last letter twice.</summary>
    private static string Misspelled(string name) => name + name[^1];

    /// <summary>Texts that an option can't read. One that takes any text refuses it later, if at all.</summary>
    private static string[] WrongValues(Option option) =>
        option.ValueType == typeof(string) && option.Name is not ("--data" or "--keep-freed-memory" or "--diff-augment")
            ? []
            : option.Name == "--data" ? ["nosuch:thing", "builtin:", "stacked:builtin:no"]
            : ["nosuch:thing", "0,5,x", "1e999x", "nan%"];
}
