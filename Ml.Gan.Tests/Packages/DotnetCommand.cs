using System.Diagnostics;

namespace Ml.Gan.Tests.Packages;

/// <summary>A command of the .NET SDK, run to its end as a process of its own.</summary>
internal sealed record DotnetCommand(int Code, string Output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    public static DotnetCommand Run(string folder, params string[] args) => Start("dotnet", folder, args);

    public static DotnetCommand Start(string program, string folder, params string[] args)
    {
        var start = new ProcessStartInfo(program, args)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // What the SDK that runs the tests tells its own processes, and servers that would outlive the command.
        string[] inherited =
            [.. start.Environment.Keys.Where(key => key.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase))];
        foreach (string name in inherited)
            start.Environment.Remove(name);
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        // What the command caches goes away with its folder.
        start.Environment["XDG_CACHE_HOME"] = Path.Combine(folder, "cache");
        start.Environment["XDG_DATA_HOME"] = Directory.CreateDirectory(Path.Combine(folder, "data")).FullName;

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"'{program} {string.Join(' ', args)}' did not end.");
        }
        return new DotnetCommand(process.ExitCode, output.Result + error.Result);
    }

    public DotnetCommand Succeeded()
    {
        Assert.AreEqual(0, Code, Output);
        return this;
    }
}
