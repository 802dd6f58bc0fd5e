using System.Diagnostics;
using Ml.Gan.Tests.Data;

namespace Ml.Gan.Tests.Cli;

/// <summary>
/// Where ONNX Runtime reports to its authors, it keeps a number of the machine among the user's files.
/// </summary>
[TestClass]
public sealed class TelemetryTests
{
    private static readonly string[] s_needed = ["PATH", "LD_LIBRARY_PATH", "SystemRoot", "TMPDIR", "TEMP", "TMP"];

    [TestMethod]
    public void The_tool_turns_it_off()
    {
        using var folder = new TemporaryFolder();
        CollectionAssert.AreEqual(Array.Empty<string>(), Kept(folder, asked: null));
    }

    /// <summary>The test above would miss a version that keeps nothing.</summary>
    [TestMethod]
    public void Who_asks_for_it_has_it()
    {
        using var folder = new TemporaryFolder();
        if (!OperatingSystem.IsLinux())
            Assert.Inconclusive("What ONNX Runtime keeps is known of Linux alone.");
        Assert.IsNotEmpty(Kept(folder, asked: "0"));
    }

    private static string[] Kept(TemporaryFolder folder, string? asked)
    {
        string home = Directory.CreateDirectory(folder["home"]).FullName;
        var start = new ProcessStartInfo(OwnProcess.DotnetPath, [ToolProcess.Executable, "doctor"])
        {
            RedirectStandardOutput = true,
        };
        // Variables of build services keep ONNX Runtime silent, too.
        foreach (string name in start.Environment.Keys.Except(s_needed).ToArray())
        {
            if (!name.StartsWith("DOTNET", StringComparison.Ordinal))
                start.Environment.Remove(name);
        }

        start.Environment["HOME"] = home;
        if (asked is not null)
            start.Environment["ORT_DISABLE_TELEMETRY"] = asked;
        using var process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Contains("CPUExecutionProvider", output);
        return Directory.GetFiles(home, "*", SearchOption.AllDirectories);
    }
}
