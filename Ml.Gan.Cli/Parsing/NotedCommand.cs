using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Ml.Gan.Cli.Parsing;

/// <summary>Command whose help ends with notes, and shows its options under headings if it has some.</summary>
internal sealed class NotedCommand(string name, string description, string notes) : Command(name, description)
{
    public string Notes => notes;

    public IReadOnlyList<HelpGroup> Groups { get; init; } = [];
}

/// <summary>The usual help, then what a command has to say beyond its options, then the exit codes.</summary>
internal sealed class HelpWithNotes(SynchronousCommandLineAction usual) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public static HelpOption CreateOption()
    {
        var option = new HelpOption();
        option.Action = new HelpWithNotes((SynchronousCommandLineAction)option.Action!);
        return option;
    }

    public override int Invoke(ParseResult parseResult)
    {
        var output = parseResult.InvocationConfiguration.Output;
        if (parseResult.CommandResult.Command is NotedCommand { Groups: [_, ..] groups } grouped)
            GroupedHelp.Write(grouped, groups, output);
        else
            usual.Invoke(parseResult);
        if (parseResult.CommandResult.Command is NotedCommand { Notes: var notes })
            output.WriteLine(notes);
        output.WriteLine(ExitCode.Help);
        return ExitCode.Success;
    }
}
