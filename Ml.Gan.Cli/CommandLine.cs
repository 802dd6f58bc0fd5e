using System.CommandLine;
using System.CommandLine.Invocation;
using Ml.Gan.Models;
using Ml.Gan.Cli.Commands;
using Ml.Gan.Onnx;
using Ml.Gan.Training;

namespace Ml.Gan.Cli;

/// <summary>
/// The <c>mlgan</c> tool: parses a command line, runs it, and turns whatever goes wrong into one message and an exit code.
/// </summary>
internal static class CommandLine
{
    public static int Run(string[] args, Terminal terminal)
    {
        ParseResult line = CreateRoot(terminal).Parse(args);
        if (line.Action is ParseErrorAction)
            return RefuseUsage(line, terminal);
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
            return Report(e, terminal);
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
            ExperimentCommand.Create(terminal),
            DoctorCommand.Create(terminal),
        };

    private static int RefuseUsage(ParseResult line, Terminal terminal)
    {
        foreach (var error in line.Errors)
            terminal.Error.WriteLine($"mlgan: {error.Message}");
        string command = line.CommandResult.Command.Name is "mlgan" ? "mlgan" : $"mlgan {line.CommandResult.Command.Name}";
        terminal.Error.WriteLine($"See '{command} --help'.");
        return ExitCode.Usage;
    }

    private static int Report(Exception exception, Terminal terminal)
    {
        (int code, string message) = exception switch
        {
            GanOptionException { Option: nameof(LatentGanOptions.Device) } => (ExitCode.Failure, exception.Message),
            GanOptionException option => (ExitCode.Usage, $"{TrainCommand.OptionName(option.Option)}{option.Message}"),
            OperationCanceledException => (ExitCode.Interrupted, "Stopped before a training was begun or completed; nothing was written."),
            GanException or GanOnnxException or IOException or UnauthorizedAccessException => (ExitCode.Failure, exception.Message),
            _ => (ExitCode.Failure, $"{exception.GetType().Name}: {exception.Message}"),
        };
        terminal.Error.WriteLine($"mlgan: {message}");
        return code;
    }
}
