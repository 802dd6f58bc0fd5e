using System.Diagnostics;
using System.Text.Json;

namespace Ml.Gan.Tests.Benchmarks;

/// <summary>
/// Short forms of the long runs, in processes of their own, with bounds on memory that one lost batch (3 MiB) in each
/// cycle or step breaks.
/// </summary>
[TestClass]
public sealed class EnduranceTests
{
    private const int Cycles = 40, Steps = 300, Seconds = 3;

    /// <summary>
    /// What the garbage of eight threads may take between two collections: thousands of calls that lose what they
    /// return take some gigabytes.
    /// </summary>
    private const double Garbage = 512;

    [TestMethod]
    [Timeout(600_000)]
    public void Memory_stays_flat_and_results_right()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Inconclusive("Other systems count resident memory otherwise.");
        var report = Run(
            "endurance", "--cycles", $"{Cycles}", "--steps", $"{Steps}", "--seconds", $"{Seconds}", "--threads", "1",
            "--json");

        AssertFlat(report.GetProperty("cycles"), LargestOfCycles(report));
        AssertFlat(report.GetProperty("steps"), LargestOfSteps(report));
        AssertFlat(report.GetProperty("sampling"), Garbage);
        Assert.IsGreaterThan(8, report.GetProperty("sampling").GetProperty("calls").GetInt64());
    }

    [TestMethod]
    [Timeout(600_000)]
    public void A_batch_lost_in_each_cycle_and_step_breaks_the_bounds()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Inconclusive("Other systems count resident memory otherwise.");
        var report = Run(
            "endurance", "--cycles", $"{Cycles}", "--steps", $"{Steps}", "--seconds", "1", "--threads", "1", "--json",
            "--lose-batches");

        Assert.IsGreaterThan(LargestOfCycles(report), Growth(report.GetProperty("cycles")), report.ToString());
        Assert.IsGreaterThan(LargestOfSteps(report), Growth(report.GetProperty("steps")), report.ToString());
    }

    private static double LargestOfCycles(JsonElement report) =>
        0.5 * Cycles * report.GetProperty("batch_mib").GetDouble();

    private static double LargestOfSteps(JsonElement report) =>
        0.2 * Steps * report.GetProperty("batch_mib").GetDouble();

    private static double Growth(JsonElement run) => run.GetProperty("growth_mib").GetDouble();

    private static void AssertFlat(JsonElement run, double mebibytes)
    {
        Assert.AreEqual(0, run.GetProperty("wrong").GetInt64(), run.ToString());
        Assert.IsLessThan(mebibytes, Growth(run), run.ToString());
    }

    private static JsonElement Run(params string[] arguments)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "Ml.Gan.Benchmarks.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.AreEqual(0, process.ExitCode, error.Result);
        return JsonDocument.Parse(output).RootElement;
    }
}
