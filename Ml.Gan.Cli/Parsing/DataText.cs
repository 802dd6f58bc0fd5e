using Ml.Gan.Data;

namespace Ml.Gan.Cli.Parsing;

/// <summary>Text of <c>--data</c>.</summary>
internal static class DataText
{
    /// <exception cref="GanOptionException">It names a kind of data that there is not.</exception>
    public static string Parse(string text) => DataKindName.Fault(text) is { } fault
        ? throw new GanOptionException("Data", fault)
        : text;
}
