using System.CommandLine;
using System.CommandLine.Parsing;

namespace Ml.Gan.Cli.Parsing;

/// <summary>
/// Lets a command's validators look at options that can't be read: the library runs them before it checks the options,
/// and throws where they ask for a value that isn't there. The option's own error says then what is wrong.
/// </summary>
internal static class SafeValidation
{
    /// <summary>What a validator says that can't look: nothing for people.</summary>
    public const string Unreadable = "A value can't be read.";

    /// <summary>Guards the validators of a command and of those below it, once each.</summary>
    public static void Guard(Command command)
    {
        Action<CommandResult>[] validators = [.. command.Validators];
        command.Validators.Clear();
        foreach (var validator in validators)
            command.Validators.Add(line => Validate(validator, line));
        foreach (var subcommand in command.Subcommands)
            Guard(subcommand);
    }

    private static void Validate(Action<CommandResult> validator, CommandResult line)
    {
        try
        {
            validator(line);
        }
        catch (InvalidOperationException)
        {
            line.AddError(Unreadable);
        }
    }
}
