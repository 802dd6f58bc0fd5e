using System.Diagnostics;

namespace Ml.Gan.Tests.Cli;

/// <summary>How libtorch's threads wait for each other, which OpenMP's library says where it is asked to.</summary>
[TestClass]
public sealed class WaitingThreadsTests
{
    [TestMethod]
    [DataRow(null, null, "PASSIVE")]
    [DataRow("OMP_WAIT_POLICY", "ACTIVE", "ACTIVE")]
    public void They_do_not_spin_unless_that_is_asked_for(string? name, string? value, string expected) =>
        Assert.Contains($"OMP_WAIT_POLICY = '{expected}'", Settings(name, value));

    [TestMethod]
    public void A_spin_count_takes_the_place_of_the_policy()
    {
        string settings = Settings("GOMP_SPINCOUNT", "1234");
        Assert.Contains("GOMP_SPINCOUNT = '1234'", settings);
        Assert.DoesNotContain("OMP_WAIT_POLICY = 'PASSIVE'", settings);
    }

    private static string Settings(string? name, string? value)
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
        return settings;
    }
}
