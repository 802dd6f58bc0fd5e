using System.Diagnostics;
using System.Reflection;

namespace Ml.Gan.Benchmarks.Serving;

/// <summary>The sample WebSampler in a process of its own, on a free port.</summary>
internal sealed class WebApp : IDisposable
{
    private const string Listening = "Now listening on: ";

    private readonly Process _process;

    private WebApp(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    /// <exception cref="BenchmarkException">It isn't built, or ends before it listens.</exception>
    public static WebApp Start(string model)
    {
        string program = typeof(WebApp).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(metadata => metadata.Key == "WebSampler").Value!;
        if (!File.Exists(program))
            throw new BenchmarkException($"'{program}' isn't there: build samples/WebSampler.");
        string[] arguments = [program, "--model", model, "--urls", "http://127.0.0.1:0"];
        var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        while (process.StandardOutput.ReadLine() is { } line)
        {
            int place = line.IndexOf(Listening, StringComparison.Ordinal);
            if (place < 0)
                continue;
            _ = process.StandardOutput.ReadToEndAsync();
            return new WebApp(process, new Uri(line[(place + Listening.Length)..]));
        }

        process.WaitForExit();
        throw new BenchmarkException($"WebSampler ended with {process.ExitCode} before it listened.");
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
