using System.Text.RegularExpressions;

namespace Ml.Gan.Tests.Api.Compiling;

/// <summary>The repository that the tests were built in.</summary>
internal static partial class Repository
{
    private const string Solution = "Ml.Gan.sln";

    private static readonly string? Root = FindRoot();

    /// <summary>A path in the repository; the test ends as skipped where the tests lie outside it.</summary>
    public static string PathOf(string relative)
    {
        if (Root is null)
            Assert.Inconclusive($"No sources here: no folder above {AppContext.BaseDirectory} has {Solution}.");
        return Path.Combine(Root!, relative);
    }

    /// <summary>The project files of the solution that are built over TorchSharp and ML.NET.</summary>
    public static IEnumerable<string> Projects => ProjectPath().Matches(File.ReadAllText(PathOf(Solution)))
        .Select(match => PathOf(match.Groups[1].Value.Replace('\\', '/')))
        .Where(UsesOfficialPackages);

    /// <summary>Whether a project is built over TorchSharp and ML.NET: all are but the one that samples.</summary>
    public static bool UsesOfficialPackages(string project) => Path.GetFileName(project) != "Ml.Gan.Onnx.csproj";

    private static string? FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, Solution)))
            folder = folder.Parent;
        return folder?.FullName;
    }

    [GeneratedRegex("\"([^\"]+\\.csproj)\"")]
    private static partial Regex ProjectPath();
}
