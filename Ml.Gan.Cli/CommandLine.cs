using System.CommandLine;
using System.CommandLine.Invocation;
using Ml.Gan.Models;
using Ml.Gan.Cli.Commands;
using Ml.Gan.Onnx;
using Ml.Gan.Training;

namespace Ml.Gan.Cli;

/// <summary>
/// Parses a command line, runs it, and turns whatever goes wrong into one message and an exit code.
/// </summary>
internal static class CommandLine
{
    /// <summary>Runs the <c>mlgan</c> tool.</summary>
    public static int Run(string[] args, Terminal terminal) => Run(CreateRoot(terminal), args, terminal);

    /// <summary>Runs a program whose messages begin with the name of its command.</summary>
    public static int Run(Command root, string[] args, Terminal terminal)
    {
        var line = root.Parse(FormerNames.Replace(args, terminal.Error));
        if (line.Action is ParseErrorAction)
            return RefuseUsage(root, line, terminal);
        try
        {
            return line.Invoke(new InvocationConfiguration
            {
                Output = terminal.Output,
                Error = terminal.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
        }
        catch (Exception e)
        {
            return Report(root, e, terminal);
        }
    }

    private static Command CreateRoot(Terminal terminal) =>
        new("mlgan", "Trains generative adversarial networks, samples them, judges them and shows what they are.")
        {
            HelpWithNotes.CreateOption(),
            new VersionOption(),
            DemoCommand.Create(terminal),
            TrainCommand.Create(terminal),
            SampleCommand.Create(terminal),
            InfoCommand.Create(terminal),
            ListCommand.Create(terminal),
            EvaluateCommand.Create(terminal),
            DoctorCommand.Create(terminal),
        };

    private static int RefuseUsage(Command root, ParseResult line, Terminal terminal)
    {
        foreach (var error in line.Errors)
            terminal.Error.WriteLine($"{root.Name}: {error.Message}");
        var command = line.CommandResult.Command;
        terminal.Error.WriteLine($"See '{(command == root ? "" : $"{root.Name} ")}{command.Name} --help'.");
        return ExitCode.Usage;
    }

    private static int Report(Command root, Exception exception, Terminal terminal)
    {
        (int code, string message) = exception switch
        {
            GanOptionException { Option: nameof(LatentGanOptions.Device) } => (ExitCode.Failure, exception.Message),
            GanOptionException option => (ExitCode.Usage, $"{TrainCommand.OptionName(option.Option)}{option.Message}"),
            OperationCanceledException => (ExitCode.Interrupted, "Stopped before a training was begun or completed; nothing was written."),
            GanException or GanOnnxException or IOException or UnauthorizedAccessException => (ExitCode.Failure, exception.Message),
            _ => (ExitCode.Failure, $"{exception.GetType().Name}: {exception.Message}"),
        };
        terminal.Error.WriteLine($"{root.Name}: {message}");
        return code;
    }
}
