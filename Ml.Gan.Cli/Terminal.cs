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
    public static Terminal OfProcess() =>
        new(Console.Out, Console.Error, Console.IsErrorRedirected ? null : ErrorScreen());

    private static IAnsiConsole ErrorScreen() =>
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
}
