namespace Ml.Gan.Tests.Cli;

/// <summary>Calls back when a line begins in a certain way.</summary>
internal sealed class WatchingWriter(string beginning, Action seen) : StringWriter
{
    public override void WriteLine(string? value)
    {
        base.WriteLine(value);
        if (value?.StartsWith(beginning, StringComparison.Ordinal) == true)
            seen();
    }
}
