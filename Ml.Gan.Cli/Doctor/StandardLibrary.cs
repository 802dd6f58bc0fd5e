using System.Text;
using System.Text.RegularExpressions;
using Ml.Gan.Native;

namespace Ml.Gan.Cli.Doctor;

/// <summary>The C++ standard library that libtorch runs with, libstdc++; there is one on Linux alone.</summary>
/// <param name="Path">Its file; null where none was found.</param>
/// <param name="Newest">The newest symbol version that it has, as <c>GLIBCXX_3.4.30</c>.</param>
internal sealed partial record StandardLibrary(string? Path, string? Newest)
{
    /// <summary>The version that TorchSharp's native library asks for, GCC 13's.</summary>
    public const string Required = "GLIBCXX_3.4.32";

    public bool HasRequired => Newest is { } newest && Number(newest) >= Number(Required);

    /// <summary>The one of this process, or else of the system; null off Linux.</summary>
    public static StandardLibrary? Find()
    {
        if (!OperatingSystem.IsLinux())
            return null;
        string? path = LibStdCppRequirement.FindLibStdCpp();
        return new StandardLibrary(path, path is null ? null : NewestVersion(File.ReadAllBytes(path)));
    }

    /// <summary>The newest of the symbol versions whose names a library holds.</summary>
    public static string? NewestVersion(byte[] library) =>
        SymbolVersion().Matches(Encoding.Latin1.GetString(library))
            .Select(match => match.Value.TrimEnd('\0')).MaxBy(Number);

    private static Version Number(string version) => Version.Parse(version.Split('_')[1]);

    [GeneratedRegex(@"GLIBCXX_\d+\.\d+(\.\d+)?\0")]
    private static partial Regex SymbolVersion();
}
