using System.Reflection;
using System.Text.RegularExpressions;

namespace Ml.Gan.Tests;

/// <summary>Where the tests were built: the repository, and the packages that it was built with.</summary>
internal static class BuiltFrom
{
    public static string Repository { get; } = Path.GetFullPath(Metadata("Repository"));

    public static string PackagesFolder { get; } = Metadata("PackagesFolder");

    public static string Configuration { get; } =
        typeof(BuiltFrom).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    /// <summary>The folder of a package as it was restored, in the version of its assembly.</summary>
    public static string PackageFolder(string package, Assembly assembly) =>
        Path.Combine(PackagesFolder, package.ToLowerInvariant(), VersionOf(assembly));

    /// <summary>The version of the package that an assembly comes from.</summary>
    public static string VersionOf(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>A version that Directory.Packages.props states.</summary>
    public static string CentralVersion(string property) => Regex.Match(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Directory.Packages.props")),
        $"<{property}>([^<]+)<").Groups[1].Value;

    /// <summary>The version of a package that Directory.Packages.props states.</summary>
    public static string CentralPackage(string package) => Regex.Match(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Directory.Packages.props")),
        $"Include=\"{Regex.Escape(package)}\" Version=\"([^\"]+)\"").Groups[1].Value;

    private static string Metadata(string key) =>
        typeof(BuiltFrom).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(metadata => metadata.Key == key)
            .Value!;
}
