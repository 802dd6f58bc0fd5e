using System.Diagnostics;
using System.Globalization;

namespace Ml.Gan.Tests.Cli;

/// <summary>How libtorch's threads wait for each other, which OpenMP's library says where it is asked to.</summary>
[TestClass]
public sealed class WaitingThreadsTests
{
    [TestMethod]
    public void They_do_not_spin_unless_that_is_asked_for()
    {
        Assert.AreEqual(0, SpinCount(null, null));
        Assert.AreEqual(1234, SpinCount("GOMP_SPINCOUNT", "1234"));
        Assert.IsGreaterThan(1_000_000, SpinCount("OMP_WAIT_POLICY", "ACTIVE"));
    }

    private static double SpinCount(string? name, string? value)
    {
        if (!OperatingSystem.IsLinux())
            Assert.Inconclusive("Which OpenMP library libtorch has elsewhere isn't known.");
        var start = new ProcessStartInfo(OwnProcess.DotnetPath, [ToolProcess.Executable, "doctor"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string variable in (string[])["OMP_WAIT_POLICY", "GOMP_SPINCOUNT"])
            start.Environment.Remove(variable);
        start.Environment["OMP_DISPLAY_ENV"] = "VERBOSE";
        if (name is not null)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        string settings = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.AreEqual(0, process.ExitCode, output.Result);
        string line = settings.Split('\n').First(text => text.Contains("GOMP_SPINCOUNT", StringComparison.Ordinal));
        return double.Parse(line.Split('\'')[1], CultureInfo.InvariantCulture);
    }
}
