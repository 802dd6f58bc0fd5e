using System.Runtime.InteropServices;
using Ml.Gan.Onnx;
using Ml.Gan.Tests.Data;
using TorchSharp;

namespace Ml.Gan.Tests.Packages;

/// <summary>The packages of this build as a feed in a folder, where programs refer to them as their users do.</summary>
internal sealed class PackageFeed : IDisposable
{
    private static readonly string[] s_packed = ["Ml.Gan.Onnx", "Ml.Gan", "Ml.Gan.Mpi"];

    private readonly TemporaryFolder _folder = new();

    /// <summary>A version that no other build has: packages are cached by it.</summary>
    public string Version { get; } =
        $"{BuiltFrom.VersionOf(typeof(OnnxGenerator).Assembly)}-test.{DateTime.UtcNow.Ticks}";

    /// <summary>The packages that a program that trains names, with their versions.</summary>
    public IReadOnlyList<(string Name, string Version)> References =>
    [
        ("Ml.Gan", Version),
        ("TorchSharp-cpu", BuiltFrom.VersionOf(typeof(torch).Assembly)),
        ("Microsoft.ML.OnnxRuntime.Gpu", BuiltFrom.CentralVersion("OnnxRuntimeVersion")),
    ];

    /// <summary>The folder that holds the packages.</summary>
    public string Source => this["feed"];

    public string this[string name] => _folder[name];

    /// <summary>The runtime identifier that programs here are published for.</summary>
    public static string Platform { get; } = RuntimeInformation.RuntimeIdentifier;

    /// <summary>Packs what was built, without building it again.</summary>
    public void Pack()
    {
        foreach (string project in s_packed)
        {
            DotnetCommand.Run(
                _folder.Path, "pack", Path.Combine(BuiltFrom.Repository, project, project + ".csproj"), "--no-build",
                "--configuration", BuiltFrom.Configuration, "--output", Source,
                $"-p:PackageVersion={Version}").Succeeded();
        }
        // Without <clear/>, so that it adds to the sources that this machine has.
        Write("nuget.config", $"""
            <configuration><packageSources><add key="ml-gan-test" value="{Source}" /></packageSources></configuration>
            """);
    }

    public void Write(string name, string text) => _folder.Write(name, System.Text.Encoding.UTF8.GetBytes(text));

    public void Dispose()
    {
        _folder.Dispose();
        foreach (string package in s_packed)
        {
            string cached = Path.Combine(BuiltFrom.PackagesFolder, package.ToLowerInvariant());
            if (Directory.Exists(Path.Combine(cached, Version)))
                Directory.Delete(Path.Combine(cached, Version), recursive: true);
            if (Directory.Exists(cached) && !Directory.EnumerateFileSystemEntries(cached).Any())
                Directory.Delete(cached);
        }
    }
}
