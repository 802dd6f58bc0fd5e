using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Security.Cryptography;

namespace Ml.Gan.Native;

/// <summary>
/// Loads the package's libtorch before TorchSharp finds one of the system, and TorchSharp's native library where this
/// system's libstdc++ is too old for it and no build has put a marked copy in its place, as in notebooks. TorchSharp
/// then finds them loaded, by their names.
/// </summary>
internal static class LibTorchSharpLoader
{
    private const string LibraryName = "libLibTorchSharp.so", TorchName = "libtorch_cpu.so";
    private const string Switch = "Ml.Gan.MarkLibTorchSharp";

    private static int s_prepared;

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "Nothing later always precedes TorchSharp's first use.")]
    internal static void WaitForTorchSharp()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64
            || (AppContext.TryGetSwitch(Switch, out bool enabled) && !enabled))
            return;
        AppDomain.CurrentDomain.AssemblyLoad += OnAssemblyLoad;
        foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies())
            PrepareFor(assembly);
    }

    [SupportedOSPlatform("linux")]
    private static void OnAssemblyLoad(object? sender, AssemblyLoadEventArgs loaded) =>
        PrepareFor(loaded.LoadedAssembly);

    [SupportedOSPlatform("linux")]
    private static void PrepareFor(Assembly assembly)
    {
        if (assembly.GetName().Name != nameof(TorchSharp) || Interlocked.Exchange(ref s_prepared, 1) != 0)
            return;
        try
        {
            Prepare(assembly);
        }
        catch (Exception problem) when (IsExpected(problem))
        {
            // TorchSharp's own error follows, and doesn't say this.
            Console.Error.WriteLine($"Ml.Gan: {problem.Message}");
        }
    }

    [SupportedOSPlatform("linux")]
    private static void Prepare(Assembly torchSharp)
    {
        string[] loaded = [.. LibStdCppRequirement.MappedFiles().Select(file => Path.GetFileName(file))];
        string[] folders = [.. NativeFolders(torchSharp)];
        if (loaded.Contains(LibraryName) || Find(LibraryName, folders) is not { } library)
            return;
        string[] torchFolders = [Path.GetDirectoryName(library)!, .. folders];
        bool hasTorch = loaded.Contains(TorchName);
        var requirement = LibStdCppRequirement.FindLibStdCpp() is { } libStdCpp
            ? LibStdCppRequirement.Of(library, libStdCpp)
            : null;
        if (requirement is not { IsMet: false })
        {
            if (!hasTorch && Find(TorchName, torchFolders) is { } torch)
                PreferTorch(Path.GetDirectoryName(torch)!);
            return;
        }

        byte[] marked = requirement.Marked();
        try
        {
            if (!hasTorch)
                LoadTorch(torchFolders);
            NativeLibrary.Load(Keep(marked));
        }
        catch (Exception problem) when (IsExpected(problem))
        {
            string message = $"{requirement.Description}. A copy that doesn't insist on it could not be loaded: ";
            throw new InvalidOperationException(message + problem.Message, problem);
        }
    }

    /// <summary>
    /// Loads libtorch by its path. TorchSharp asks for it by name, and where the system has another, in its own folders
    /// or in LD_LIBRARY_PATH, would get that one or parts of it; what is loaded already is taken before both.
    /// </summary>
    private static void PreferTorch(string folder)
    {
        foreach (string name in (string[])["libc10.so", TorchName])
        {
            // What can't be loaded TorchSharp tries again, and says why.
            if (!NativeLibrary.TryLoad(Path.Combine(folder, name), out _))
                return;
        }
    }

    /// <summary>Loads libtorch from its folder: the copy is elsewhere, and the system may have another.</summary>
    private static void LoadTorch(string[] folders)
    {
        string torch = Find(TorchName, folders) ?? throw new FileNotFoundException(
            $"{TorchName} is in none of {string.Join(", ", folders)}. Reference the package TorchSharp-cpu.");
        string folder = Path.GetDirectoryName(torch)!;
        foreach (string name in (string[])["libc10.so", TorchName, "libtorch.so"])
            NativeLibrary.Load(Path.Combine(folder, name));
    }

    /// <summary>The marked library as a file of the user's cache, named by its content.</summary>
    [SupportedOSPlatform("linux")]
    private static string Keep(byte[] marked)
    {
        const UnixFileMode UserOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        string? stated = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        string cache = Path.IsPathRooted(stated)
            ? stated
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        string folder = Path.Combine(cache, "ml.gan");
        Directory.CreateDirectory(folder, UserOnly);
        string hash = Convert.ToHexStringLower(SHA256.HashData(marked))[..16];
        string file = Path.Combine(folder, $"libLibTorchSharp-{hash}.so");
        if (!File.Exists(file))
            LibStdCppRequirement.Write(marked, file);
        return file;
    }

    /// <summary>
    /// Where the host and TorchSharp look for native libraries: folders of the program and of packages.
    /// </summary>
    private static IEnumerable<string> NativeFolders(Assembly torchSharp)
    {
        string searched = (string?)AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") ?? "";
        foreach (string folder in searched.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
            yield return folder;
        yield return AppContext.BaseDirectory;
        yield return Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native");

        if (LocationOf(torchSharp) is not { } location)
            yield break;
        string package = Path.GetFullPath(Path.Combine(location, "..", "..", ".."));
        yield return Path.GetDirectoryName(location)!;
        yield return Path.Combine(package, "runtimes", "linux-x64", "native");
        if (TorchVersion(torchSharp) is { } version)
        {
            string packages = Path.GetFullPath(Path.Combine(package, "..", ".."));
            yield return Path.Combine(packages, "libtorch-cpu-linux-x64", version, "runtimes", "linux-x64", "native");
        }
    }

    [UnconditionalSuppressMessage("SingleFile", "IL3000", Justification = "A single file has no packages.")]
    private static string? LocationOf(Assembly assembly) =>
        assembly.Location is { Length: > 0 } location ? location : null;

    /// <summary>The version of the libtorch packages that this TorchSharp is made for.</summary>
    private static string? TorchVersion(Assembly torchSharp)
    {
        // Not torch.__version__: the first use of that class is what this comes before.
        var field = torchSharp.GetType("TorchSharp.torch")
            ?.GetField("libtorchPackageVersion", BindingFlags.NonPublic | BindingFlags.Static);
        return Version.TryParse(field?.GetRawConstantValue() as string, out var version)
            ? version.Revision > 0 ? version.ToString() : version.ToString(3)
            : null;
    }

    private static bool IsExpected(Exception problem) =>
        problem is IOException or InvalidDataException or InvalidOperationException or UnauthorizedAccessException
            or DllNotFoundException or BadImageFormatException or ArgumentException;

    private static string? Find(string name, IEnumerable<string> folders) =>
        folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}
