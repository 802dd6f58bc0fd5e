using Ml.Gan.Cli;
using Ml.Gan.Tests.Data;
using Spectre.Console;

namespace Ml.Gan.Tests.Cli;

[TestClass]
public sealed class TrainingBarTests
{
    [TestMethod]
    public void ATerminalGetsABar()
    {
        using var folder = new TemporaryFolder();
        using StringWriter output = new(), error = new();
        var screen = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(error),
        });
        screen.Profile.Width = 120;
        int code = CommandLine.Run(
            Tool.Small("builtin:glyphs", folder["run"], "--steps", "3"), new Terminal(output, error, screen));
        Assert.AreEqual(0, code, error.ToString());
        Assert.Contains("100%", error.ToString());
        Assert.Contains("step 3/3", error.ToString());
    }
}
