using System.CommandLine;
using System.CommandLine.Invocation;
using Ml.Gan.Cli.Commands;
using Ml.Gan.Cli.Explaining;
using Ml.Gan.Cli.Parsing;
using Ml.Gan.Cli.Training;
using Ml.Gan.Models;
using Ml.Gan.Onnx;

namespace Ml.Gan.Cli;

/// <summary>
/// Parses a command line, runs it, and turns whatever goes wrong into one message and an exit code.
/// </summary>
internal static class CommandLine
{
    /// <summary>Runs the <c>mlgan</c> tool.</summary>
    public static int Run(string[] args, Terminal terminal)
    {
        var root = CreateRoot(terminal);
        if (LineCompletion.Of(root, args) is { } suggestions)
        {
            foreach (string suggestion in suggestions)
                terminal.Output.WriteLine(suggestion);
            return ExitCode.Success;
        }
        if (args.Length > 0)
            return Run(root, args, terminal);
        terminal.Output.WriteLine(Welcome.Text);
        return ExitCode.Success;
    }

    /// <summary>Runs a program whose messages begin with the name of its command.</summary>
    public static int Run(Command root, string[] args, Terminal terminal)
    {
        SafeValidation.Guard(root);
        string[] words;
        try
        {
            words = ResumedArguments.Expand(FormerNames.Replace(args, terminal.Error));
        }
        catch (GanException e)
        {
            return Report(root, root.Parse(args), e, terminal);
        }
        var line = root.Parse(words, new ParserConfiguration { ResponseFileTokenReplacer = null });
        bool isOfCommand = line.Action is ParseErrorAction || line.Action == line.CommandResult.Command.Action;
        if (isOfCommand && new UsageError(root, line, words).Find() is { } fault)
            return RefuseUsage(root, line, fault, terminal);
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
            return Report(root, line, e, terminal);
        }
    }

    /// <summary>The tool's commands.</summary>
    internal static Command CreateRoot(Terminal terminal) =>
        new(
            "mlgan",
            "Trains generative adversarial networks, samples, evaluates and exports them, translates and captions "
            + "images, and shows what they are.")
        {
            HelpWithNotes.CreateOption(),
            new VersionOption(),
            DemoCommand.Create(terminal),
            TrainCommand.Create(terminal),
            SampleCommand.Create(terminal),
            VerifyCommand.Create(terminal),
            TranslateCommand.Create(terminal),
            CaptionCommand.Create(terminal),
            InfoCommand.Create(terminal),
            ExportCommand.Create(terminal),
            DataCommand.Create(terminal),
            ListCommand.Create(terminal),
            EvaluateCommand.Create(terminal),
            DoctorCommand.Create(terminal),
            ExplainCommand.Create(terminal),
            CompletionCommand.Create(terminal),
        };

    private static int RefuseUsage(Command root, ParseResult line, string fault, Terminal terminal)
    {
        terminal.Faults.WriteLine($"{root.Name}: {fault}");
        var command = line.CommandResult.Command;
        terminal.Faults.WriteLine($"See '{(command == root ? "" : $"{root.Name} ")}{command.Name} --help'.");
        return ExitCode.Usage;
    }

    private static int Report(Command root, ParseResult line, Exception exception, Terminal terminal)
    {
        (int code, string message) = exception switch
        {
            GanOptionException { Option: nameof(LatentGanOptions.Device) } => (ExitCode.Failure, exception.Message),
            GanOptionException option => (ExitCode.Usage, NameOf(option, line) + option.Message),
            OperationCanceledException => (
                ExitCode.Interrupted, "Stopped before a training was begun or completed; nothing was written."),
            GanException or GanOnnxException or IOException or UnauthorizedAccessException => (
                ExitCode.Failure, exception.Message),
            _ => (ExitCode.Failure, FaultText.Of(exception)),
        };
        terminal.Faults.WriteLine($"{root.Name}: {QuotedText.Harmless(message, lines: true)}");
        if (Explanations.Hint(message) is { } hint)
            terminal.Faults.WriteLine(hint);
        return code;
    }

    private static string NameOf(GanOptionException exception, ParseResult line) =>
        new TrainOptions().NameOf(exception.Option, line.CommandResult);
}

/// <summary>What the tool tells the shell.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>The command was understood but could not be carried out.</summary>
    public const int Failure = 1;

    /// <summary>
    /// The command line is wrong: an unknown option, a value out of range, options that don't fit together.
    /// </summary>
    public const int Usage = 2;

    /// <summary>Stopped by Ctrl-C before there was anything to save, or all images were translated.</summary>
    public const int Interrupted = 130;

    public const string Help =
        """
        Exit codes: 0 done, 1 it failed, 2 the command line is wrong, 130 stopped before
        there was anything to save, or all images were translated.
        """;
}
