namespace Ml.Gan.Cli;

/// <summary>What the tool tells the shell.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>The command was understood but could not be carried out.</summary>
    public const int Failure = 1;

    /// <summary>The command line is wrong: an unknown option, a value out of range, options that don't fit together.</summary>
    public const int Usage = 2;

    /// <summary>Stopped by Ctrl-C before there was anything to save.</summary>
    public const int Interrupted = 130;

    public const string Help =
        """
        Exit codes: 0 done, 1 it failed, 2 the command line is wrong, 130 stopped before
        there was anything to save.
        """;
}
