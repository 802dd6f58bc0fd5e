using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Ml.Gan.Tests.Samples;

/// <summary>A program of samples/ in a process of its own.</summary>
internal sealed partial class SampleProgram : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(120);

    private readonly Process _process;

    private SampleProgram(string name, IEnumerable<string> arguments, string? temporary = null)
    {
        string program = Path.Combine(
            BuiltFrom.Repository, "samples", name, "bin", BuiltFrom.Configuration, "net10.0", $"{name}.dll");
        var start = new ProcessStartInfo(OwnProcess.DotnetPath, [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        if (temporary is not null)
            start.Environment[TemporaryFiles.Variable] = temporary;
        _process = Process.Start(start)!;
    }

    /// <summary>Where a started web app listens.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>Runs a program to its end.</summary>
    public static (int Code, string Output, string Error) Run(string name, params string[] arguments) =>
        End(new SampleProgram(name, arguments));

    /// <summary>Runs a program to its end, with another folder for temporary files.</summary>
    public static (int Code, string Output, string Error) RunWithin(
        string temporary, string name, params string[] arguments) => End(new SampleProgram(name, arguments, temporary));

    private static (int Code, string Output, string Error) End(SampleProgram started)
    {
        using var program = started;
        var error = program._process.StandardError.ReadToEndAsync();
        string output = program._process.StandardOutput.ReadToEnd();
        Assert.IsTrue(program._process.WaitForExit(s_patience));
        return (program._process.ExitCode, output, error.Result);
    }

    /// <summary>Starts the web app on a free port and waits until it listens.</summary>
    public static async Task<SampleProgram> ServeAsync(string model, params string[] arguments)
    {
        var program = new SampleProgram(
            "WebSampler", ["--model", model, "--urls", "http://127.0.0.1:0", .. arguments]);
        using var limit = new CancellationTokenSource(s_patience);
        List<string> lines = [];
        while (await program._process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            lines.Add(line);
            if (Listening().Match(line) is not { Success: true } match)
                continue;
            program.Address = new Uri(match.Groups["address"].Value);
            _ = program._process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            _ = program._process.StandardError.ReadToEndAsync(CancellationToken.None);
            return program;
        }

        string error = await program._process.StandardError.ReadToEndAsync(limit.Token);
        program.Dispose();
        throw new InvalidOperationException($"The web app ended: {string.Join('\n', lines)}\n{error}");
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    [GeneratedRegex(@"Now listening on: (?<address>http://\S+)")]
    private static partial Regex Listening();
}
