using Ml.Gan.Mpi;
using Spectre.Console;

namespace Ml.Gan.Cli;

/// <summary>What a command talks to.</summary>
/// <param name="Output">Results.</param>
/// <param name="Error">Progress, warnings and errors.</param>
/// <param name="Screen">
/// A terminal for a moving bar; null where progress goes to <paramref name="Error"/> line by line.
/// </param>
/// <param name="Stop">Asks a training to stop after the step in progress.</param>
internal sealed record Terminal(
    TextWriter Output, TextWriter Error, IAnsiConsole? Screen = null, CancellationToken Stop = default)
{
    /// <summary>The ranks that this process is one of; null for a process by itself. Default null.</summary>
    public MpiReplicas? Replicas { get; init; }

    /// <summary>Receives why a command failed. Default <see cref="Error"/>.</summary>
    public TextWriter Faults { get; init; } = Error;

    /// <summary>
    /// The console of this process. A terminal that is closed, or a pipe whose reader has gone, takes nothing any more,
    /// and the work goes on.
    /// </summary>
    public static Terminal OfProcess()
    {
        var error = new LastingWriter(Console.Error);
        return new Terminal(
            new LastingWriter(Console.Out), error, Console.IsErrorRedirected ? null : ErrorScreen(error));
    }

    private static IAnsiConsole ErrorScreen(TextWriter error) =>
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) });
}
