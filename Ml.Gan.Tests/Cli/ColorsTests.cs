using System.Diagnostics;
using System.Text.RegularExpressions;
using Ml.Gan.Tests.Data;

namespace Ml.Gan.Tests.Cli;

[TestClass]
public sealed partial class ColorsTests
{
    [TestMethod]
    public void A_terminal_gets_colors_unless_NO_COLOR_is_set()
    {
        using var folder = new TemporaryFolder();
        Assert.IsTrue(Color().IsMatch(OnTerminal(folder["colors"], noColor: null)));
        string plain = OnTerminal(folder["plain"], noColor: "1");
        Assert.Contains("step", plain);
        Assert.IsFalse(Color().IsMatch(plain));
    }

    [TestMethod]
    public void What_is_redirected_has_no_control_characters()
    {
        using var folder = new TemporaryFolder();
        using var process = ToolProcess.Start(Tool.Small("builtin:glyphs", folder["out"], "--steps", "2"));
        string errors = process.StandardError.ReadToEnd(), output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Contains("step 2/2", errors);
        Assert.DoesNotContain("\u001b", errors + output);
    }

    /// <summary>What the tool writes to a terminal, which <c>script</c> of util-linux gives it.</summary>
    private static string OnTerminal(string folder, string? noColor)
    {
        string line = string.Join(
            ' ', ["dotnet", $"'{ToolProcess.Executable}'", .. Tool.Small("builtin:glyphs", folder, "--steps", "2")]);
        var start = new ProcessStartInfo("script", ["-qfec", line, "/dev/null"]) { RedirectStandardOutput = true };
        start.Environment["TERM"] = "xterm-256color";
        start.Environment.Remove("NO_COLOR");
        if (noColor is not null)
            start.Environment["NO_COLOR"] = noColor;
        try
        {
            using var process = Process.Start(start)!;
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.AreEqual(0, process.ExitCode, output);
            return output;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new AssertInconclusiveException("There is no 'script' here (Debian: bsdutils), for terminals.");
        }
    }

    /// <summary>The control sequence of a color in the foreground or behind.</summary>
    [GeneratedRegex(@"\x1b\[(3[0-7]|38;|9[0-7]|4[0-7]|48;|10[0-7])[0-9;]*m")]
    private static partial Regex Color();
}
