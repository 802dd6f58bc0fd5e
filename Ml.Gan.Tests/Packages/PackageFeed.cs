using System.Runtime.InteropServices;
using Ml.Gan.Onnx;
using Ml.Gan.Tests.Data;
using TorchSharp;

namespace Ml.Gan.Tests.Packages;

/// <summary>Packages of this build as a feed in a folder, where programs refer to them as their users do.</summary>
/// <param name="projects">Names of the projects that are packed.</param>
internal sealed class PackageFeed(params string[] projects) : IDisposable
{
    /// <summary>Projects of the libraries.</summary>
    public static string[] Libraries { get; } = ["Ml.Gan.Onnx", "Ml.Gan"];

    private readonly TemporaryFolder _folder = new();

    /// <summary>A version that no other build has: packages are cached by it.</summary>
    public string Version { get; } =
        $"{BuiltFrom.VersionOf(typeof(OnnxGenerator).Assembly)}-test.{DateTime.UtcNow.Ticks}";

    /// <summary>The packages that a program that trains names, with their versions.</summary>
    public IReadOnlyList<(string Name, string Version)> References =>
    [
        ("Ml.Gan", Version),
        ("TorchSharp-cpu", BuiltFrom.VersionOf(typeof(torch).Assembly)),
        ("Microsoft.ML.OnnxRuntime", BuiltFrom.CentralVersion("OnnxRuntimeVersion")),
    ];

    /// <summary>The folder that holds the packages.</summary>
    public string Source => this["feed"];

    public string this[string name] => _folder[name];

    /// <summary>The runtime identifier that programs here are published for.</summary>
    public static string Platform { get; } = RuntimeInformation.RuntimeIdentifier;

    /// <summary>The project file of a package.</summary>
    public static string ProjectFile(string name) => Path.Combine(BuiltFrom.Repository, name, name + ".csproj");

    /// <summary>Properties by which files that are large and many are linked, not copied.</summary>
    public static string[] Links { get; } =
        [.. new[] { "CopyFilesToOutputDirectory", "CopyAdditionalFiles", "CopyLocal", "PublishFiles" }
            .Select(what => $"-p:CreateHardLinksFor{what}IfPossible=true")];

    /// <summary>The path of a package's file.</summary>
    public string PathOf(string package) => Path.Combine(Source, $"{package}.{Version}.nupkg");

    /// <summary>The file of a package.</summary>
    public PackageFile Open(string package) => new(PathOf(package));

    /// <summary>Packs another project, which is built for it.</summary>
    /// <param name="project">The project file, from the repository's folder.</param>
    /// <param name="properties">Further arguments.</param>
    public void PackProject(string project, params string[] properties) => DotnetCommand.Run(
        _folder.Path,
        [
            "pack", Path.Combine(BuiltFrom.Repository, project), "--configuration", BuiltFrom.Configuration,
            "--output", Source, $"-p:PackageVersion={Version}", .. properties,
        ]).Succeeded();

    /// <summary>Packs what was built, without building it again.</summary>
    /// <returns>What was said.</returns>
    public string Pack()
    {
        string said = string.Concat(projects.Select(project => DotnetCommand.Run(
            _folder.Path, "pack", ProjectFile(project), "--no-build", "--configuration", BuiltFrom.Configuration,
            "--output", Source, $"-p:PackageVersion={Version}").Succeeded().Output));
        // Without <clear/>, so that it adds to the sources that this machine has.
        Write("nuget.config", $"""
            <configuration><packageSources><add key="ml-gan-test" value="{Source}" /></packageSources></configuration>
            """);
        return said;
    }

    public void Write(string name, string text) => Write(name, System.Text.Encoding.UTF8.GetBytes(text));

    public void Write(string name, byte[] content) => _folder.Write(name, content);

    public void Dispose()
    {
        _folder.Dispose();
        foreach (string package in projects)
        {
            string cached = Path.Combine(BuiltFrom.PackagesFolder, package.ToLowerInvariant());
            if (Directory.Exists(Path.Combine(cached, Version)))
                Directory.Delete(Path.Combine(cached, Version), recursive: true);
            if (Directory.Exists(cached) && !Directory.EnumerateFileSystemEntries(cached).Any())
                Directory.Delete(cached);
        }
    }
}
