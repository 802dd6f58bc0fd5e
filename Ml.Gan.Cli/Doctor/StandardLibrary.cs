using System.Text;
using System.Text.RegularExpressions;

namespace Ml.Gan.Cli.Doctor;

/// <summary>The C++ standard library that libtorch runs with, libstdc++; there is one on Linux alone.</summary>
/// <param name="Path">Its file; null where none was found.</param>
/// <param name="Newest">The newest symbol version that it has, as <c>GLIBCXX_3.4.30</c>.</param>
internal sealed partial record StandardLibrary(string? Path, string? Newest)
{
    /// <summary>The version that TorchSharp's native library asks for, GCC 13's.</summary>
    public const string Required = "GLIBCXX_3.4.32";

    private const string FileName = "libstdc++.so.6";

    private static readonly string[] s_folders =
        ["/usr/lib/x86_64-linux-gnu", "/lib/x86_64-linux-gnu", "/usr/lib64", "/lib64", "/usr/lib", "/lib"];

    public bool HasRequired => Newest is { } newest && Number(newest) >= Number(Required);

    /// <summary>The one of this process, or else of the system; null off Linux.</summary>
    public static StandardLibrary? Find()
    {
        if (!OperatingSystem.IsLinux())
            return null;
        var known = s_folders.Select(folder => System.IO.Path.Combine(folder, FileName));
        string? path = Mapped().Concat(known).FirstOrDefault(File.Exists);
        return new StandardLibrary(path, path is null ? null : NewestVersion(File.ReadAllBytes(path)));
    }

    /// <summary>The newest of the symbol versions whose names a library holds.</summary>
    public static string? NewestVersion(byte[] library) =>
        SymbolVersion().Matches(Encoding.Latin1.GetString(library))
            .Select(match => match.Value.TrimEnd('\0')).MaxBy(Number);

    private static IEnumerable<string> Mapped() =>
        File.ReadLines("/proc/self/maps").Select(line => line.IndexOf('/') is var start and >= 0 ? line[start..] : "")
            .Where(path => System.IO.Path.GetFileName(path).StartsWith(FileName, StringComparison.Ordinal)).Distinct();

    private static Version Number(string version) => Version.Parse(version.Split('_')[1]);

    [GeneratedRegex(@"GLIBCXX_\d+\.\d+(\.\d+)?\0")]
    private static partial Regex SymbolVersion();
}
