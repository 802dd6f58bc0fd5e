using Ml.Gan.Tests.Data;
using Ml.Gan.Tests.Packages;

namespace Ml.Gan.Tests.Cli.Parsing;

/// <summary>PowerShell: the system's, or else NuGet's, which stays beside the built tests.</summary>
internal static class PowerShell
{
    private const string Version = "7.6.9";

    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, $"powershell-{Version}");

    private static string FileName => OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh";

    /// <summary>The program; where it can't be had, the test is inconclusive.</summary>
    public static string Find()
    {
        string[] folders = [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator), s_folder];
        return folders.Select(folder => Path.Combine(folder, FileName)).FirstOrDefault(File.Exists) ?? Install();
    }

    private static string Install()
    {
        using var data = new TemporaryFolder();
        var installed = DotnetCommand.Run(
            data.Path, "tool", "install", "PowerShell", "--version", Version, "--tool-path", s_folder);
        if (installed.Code != 0)
            Assert.Inconclusive(
                $"There is no PowerShell here, and the tool of that name could not be installed: {installed.Output}");
        return Path.Combine(s_folder, FileName);
    }
}
