using System.Text.RegularExpressions;
using Ml.Gan.Cli;

namespace Ml.Gan.Tests.Cli;

[TestClass]
public sealed partial class WelcomeTests
{
    [TestMethod]
    public void Without_a_command_the_tool_says_what_to_do_next()
    {
        var run = Tool.Run();
        run.Succeeded();
        Assert.AreEqual("", run.Error);
        string[] lines = run.Output.ReplaceLineEndings("\n").TrimEnd().Split('\n');
        Assert.IsLessThan(13, lines.Length);
        string[] commands = [.. lines.Select(line => Command().Match(line)).Where(m => m.Success).Select(m => m.Value)];
        CollectionAssert.AreEqual(new[] { "doctor", "demo", "train", "sample", "list" }, commands);
        string help = Tool.Run("--help").Output;
        foreach (string command in commands)
            Assert.Contains($"  {command} ", help);
    }

    [TestMethod]
    public void A_program_of_its_own_still_asks_for_a_command()
    {
        using var terminal = new StringWriter();
        var root = CommandLine.CreateRoot(new Terminal(terminal, terminal));
        Assert.AreEqual(2, CommandLine.Run(root, [], new Terminal(terminal, terminal)));
        Assert.Contains("Give a command", terminal.ToString());
    }

    [GeneratedRegex(@"(?<=^  mlgan )\w+")]
    private static partial Regex Command();
}
