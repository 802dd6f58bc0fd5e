using System.CommandLine;
using System.CommandLine.Parsing;

namespace Ml.Gan.Cli.Parsing;

/// <summary>What is wrong with a command line, in one sentence: what comes first is what led to the rest.</summary>
/// <param name="root">The program.</param>
/// <param name="line">The command line as it was read.</param>
/// <param name="args">Its words.</param>
internal sealed class UsageError(Command root, ParseResult line, IReadOnlyList<string> args)
{
    private const string OptionMark = "--";

    private readonly Command _command = line.CommandResult.Command;

    private string CommandName => _command.Name;

    private IEnumerable<SymbolResult> Given =>
        line.CommandResult.Children.Where(child => child is not OptionResult { Implicit: true });

    private IEnumerable<OptionResult> GivenOptions => Given.OfType<OptionResult>();

    /// <summary>The sentence; null where the command line can be used.</summary>
    public string? Find() =>
        UnknownCommand()
        ?? _command.Options.OfType<Option<bool>>().Select(WithValue).FirstOrDefault(fault => fault is not null)
        ?? GivenOptions.Select(WithoutValue).FirstOrDefault(fault => fault is not null)
        ?? UnknownOptions().FirstOrDefault()
        ?? GivenOptions.Select(Repeated).FirstOrDefault(fault => fault is not null)
        ?? Given.Select(Empty).FirstOrDefault(fault => fault is not null)
        ?? Own(line.Errors.Where(error => error.SymbolResult is OptionResult { Tokens: [_, ..] }))
        ?? MissingArgument()
        ?? Own(line.Errors.Where(error => error.SymbolResult is CommandResult))
        ?? MissingOptions()
        ?? line.Errors.Select(error => error.Message.ReplaceLineEndings(" ")).FirstOrDefault();

    private string? UnknownCommand()
    {
        if (_command.Subcommands.Count == 0 || _command.Arguments.Count > 0)
            return null;
        string[] names = [.. _command.Subcommands.Where(command => !command.Hidden).Select(command => command.Name)];
        string known = $"The commands are {string.Join(", ", names)}.";
        if (line.UnmatchedTokens is not [var word, ..])
            return line.Errors.Count > 0 ? $"Give a command. {known}" : null;
        return IsOption(word) ? null
            : FormerNames.WhereCommandWent(word)
                ?? $"There is no command '{word}'{NearestName.Question(word, names)} {known}";
    }

    /// <summary>
    /// An option at the end, or before another one, whose name the parser then takes for the value.
    /// </summary>
    private string? WithoutValue(OptionResult result)
    {
        var option = result.Option;
        if (option.Arity.MinimumNumberOfValues == 0)
            return null;
        string needed = $"{option.Name} needs a value: {Usage(option)}";
        if (result.Tokens.Count == 0)
            return $"{needed}.";
        string value = result.Tokens[0].Value;
        if (!value.StartsWith(OptionMark, StringComparison.Ordinal) || args.Contains($"{option.Name}={value}")
            || args.Contains($"{option.Name}:{value}"))
            return null;
        return Options(_command).Contains(value)
            ? $"{needed}; the option {value} follows it."
            : $"{needed}; '{value}' looks like an option. Write {option.Name}={value} if it is the value.";
    }

    private IEnumerable<string> UnknownOptions()
    {
        var unmatched = line.UnmatchedTokens;
        string[] taken =
        [
            .. Given.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens).Select(token => token.Value)
                .Where(value => IsOption(value) && !args.Contains(OptionMark)),
        ];
        return taken.Concat(unmatched.OrderByDescending(IsOption)).Select(Unknown);
    }

    private string Unknown(string word)
    {
        if (!IsOption(word))
            return $"'{word}' is not expected: no option before it takes it{Expected()}.";
        string name = word.Split('=', ':')[0];
        string[] known = Options(_command);
        if (known.Contains(name))
            return $"'{name}' stands behind '{OptionMark}', after which nothing is an option; leave that out.";
        string[] others =
        [
            .. root.Subcommands.Where(command => Options(command).Contains(name)).Select(command => command.Name),
        ];
        return others.Length == 0
            ? $"There is no option '{name}'{NearestName.Question(name, known)}"
            : $"'{name}' is an option of {string.Join(", ", others)}, not of {CommandName}"
                + NearestName.Question(name, known);
    }

    private string Expected() => _command.Arguments.Count == 0
        ? ""
        : $", and {CommandName} takes one {_command.Arguments[0].Name} only";

    private static string? Repeated(OptionResult result) =>
        result.Option.Arity.MaximumNumberOfValues == 1 && result.Tokens.Count > 1
            ? $"{result.Option.Name} is given {result.Tokens.Count} times; give it once."
            : null;

    private static string? Empty(SymbolResult result) => result switch
    {
        { Tokens: [] } => null,
        _ when !result.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value)) => null,
        OptionResult { Option: var option } =>
            $"{option.Name} needs a value, but what is given is empty: {Usage(option)}.",
        ArgumentResult argument => $"{argument.Argument.Name} is empty: give {Sentence(argument.Argument)}",
        _ => null,
    };

    private static string? Own(IEnumerable<ParseError> errors) =>
        errors.Select(error => error.Message).FirstOrDefault(message => message != SafeValidation.Unreadable);

    private string? WithValue(Option<bool> flag) =>
        args.FirstOrDefault(word => word.StartsWith($"{flag.Name}=", StringComparison.Ordinal)) is { } word
            && !bool.TryParse(word[(flag.Name.Length + 1)..], out _)
            ? $"{flag.Name} is given without a value, not as '{word}'."
            : null;

    private string? MissingArgument() =>
        _command.Arguments.FirstOrDefault(argument => !IsGiven(argument)) is { } missing && line.Errors.Count > 0
            ? $"{CommandName} needs {missing.Name}: {Sentence(missing)}"
            : null;

    private string? MissingOptions()
    {
        Option[] missing =
        [
            .. _command.Options.Where(
                option => option.Required && line.GetResult(option) is null or { Implicit: true }),
        ];
        string names = string.Join(" and ", missing.Select(option => $"'{option.Name}'"));
        return missing.Length == 0 ? null
            : $"{names} {(missing.Length == 1 ? "is" : "are")} required: {string.Join(" ", missing.Select(Usage))}.";
    }

    private bool IsGiven(Argument argument) =>
        argument.Arity.MinimumNumberOfValues == 0 || line.GetResult(argument) is { Tokens.Count: > 0 };

    private static bool IsOption(string word) => word is ['-', not (>= '0' and <= '9' or '.'), ..];

    private static string[] Options(Command command) =>
        [.. command.Options.Where(option => !option.Hidden).SelectMany(option => option.Aliases.Prepend(option.Name))];

    private static string Usage(Option option) => $"{option.Name} {option.HelpName ?? "VALUE"}";

    private static string Sentence(Argument argument) =>
        char.ToLowerInvariant(argument.Description![0]) + argument.Description[1..];
}
