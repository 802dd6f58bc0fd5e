namespace Ml.Gan.Cli;

/// <summary>What a command talks to.</summary>
/// <param name="Output">Results.</param>
/// <param name="Error">Progress, warnings and errors.</param>
/// <param name="Interactive">Whether <paramref name="Error"/> is a terminal that can show a moving bar.</param>
/// <param name="Stop">Asks a training to stop after the step in progress.</param>
internal sealed record Terminal(TextWriter Output, TextWriter Error, bool Interactive = false, CancellationToken Stop = default)
{
    public static Terminal OfProcess() => new(Console.Out, Console.Error, !Console.IsErrorRedirected);
}
