using System.Diagnostics;

namespace Ml.Gan.Tests;

/// <summary>Runs this assembly's own program in a process of its own.</summary>
internal static class OwnProcess
{
    /// <returns>
    /// What it wrote to standard output and to standard error. Another exit code than 0 fails the test.
    /// </returns>
    public static (string Output, string Error) Run(
        IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(DotnetPath, [Assembly, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.AreEqual(0, process.ExitCode, output + error.Result);
        return (output, error.Result);
    }

    /// <summary>The program, to be started by <see cref="DotnetPath"/>.</summary>
    public static string Assembly => typeof(OwnProcess).Assembly.Location;

    public static string DotnetPath => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
}
