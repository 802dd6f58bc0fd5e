using System.Reflection;
using System.Text.RegularExpressions;

namespace Ml.Gan.Tests.Notebooks;

/// <summary>
/// Stands in for a package feed: for each package that a notebook names there are assemblies beside the tests.
/// </summary>
internal static partial class PackageReferences
{
    private static readonly Dictionary<string, string[]> Assemblies = new()
    {
        ["Ml.Gan"] = ["Ml.Gan"],
        ["Ml.Gan.Onnx"] = ["Ml.Gan.Onnx"],
        ["Ml.Gan.Hosting"] = ["Ml.Gan.Hosting"],
        ["Ml.Gan.Mpi"] = ["Ml.Gan.Mpi"],
        ["TorchSharp-cpu"] = [],
        ["Microsoft.ML"] = ["Microsoft.ML.Data", "Microsoft.ML.Transforms", "Microsoft.ML.StandardTrainers"],
        ["Microsoft.ML.OnnxTransformer"] = ["Microsoft.ML.OnnxTransformer"],
        ["Microsoft.ML.OnnxRuntime"] = [],
        ["Microsoft.ML.OnnxRuntime.Gpu"] = [],
        ["SkiaSharp"] = ["SkiaSharp"],
    };

    /// <summary>The assemblies of .NET itself.</summary>
    public static string[] FrameworkPaths { get; } =
        [
            .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
                .Split(Path.PathSeparator)
                .Where(path => !IsBesideTests(path)),
        ];

    /// <summary>The packages that code names in <c>#r "nuget: NAME, VERSION"</c>.</summary>
    public static IEnumerable<(string Name, string Version)> In(string code) =>
        Directive().Matches(code).Select(match => (match.Groups["name"].Value, match.Groups["version"].Value));

    /// <summary>The assemblies of a package and of those that it depends on.</summary>
    public static IReadOnlyCollection<Assembly> Load(string package)
    {
        Assert.IsTrue(
            Assemblies.TryGetValue(package, out string[]? names), $"No assemblies stand for the package {package}.");
        var found = new Dictionary<string, Assembly>();
        var open = new Queue<string>(names);
        while (open.TryDequeue(out string? name))
        {
            if (found.ContainsKey(name) || !File.Exists(Path.Combine(AppContext.BaseDirectory, name + ".dll")))
                continue;
            found.Add(name, Assembly.Load(name));
            foreach (var reference in found[name].GetReferencedAssemblies())
                open.Enqueue(reference.Name!);
        }
        return found.Values;
    }

    private static bool IsBesideTests(string path) =>
        Path.GetDirectoryName(path) == Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);

    [GeneratedRegex("""^#r "nuget: (?<name>[^,"]+), (?<version>[^,"]+)"\s*$""", RegexOptions.Multiline)]
    private static partial Regex Directive();
}
