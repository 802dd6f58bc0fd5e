using System.Runtime.InteropServices;

namespace Ml.Gan.Cli.Doctor;

/// <summary>
/// Why TorchSharp's native library doesn't load: TorchSharp itself tells every place where it looked, and not that.
/// </summary>
internal static class NativeLoading
{
    private static string FileName =>
        OperatingSystem.IsWindows() ? "LibTorchSharp.dll"
        : OperatingSystem.IsMacOS() ? "libLibTorchSharp.dylib"
        : "libLibTorchSharp.so";

    private static string[] Folders =>
    [
        .. SearchedByTheHost.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
        AppContext.BaseDirectory,
        Path.Combine(AppContext.BaseDirectory, "runtimes", RuntimeInformation.RuntimeIdentifier, "native"),
    ];

    private static string SearchedByTheHost => (string?)AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") ?? "";

    /// <summary>The reason in a sentence or two.</summary>
    /// <param name="failure">What TorchSharp threw.</param>
    public static string Reason(Exception failure)
    {
        if (Folders.Select(folder => Path.Combine(folder, FileName)).FirstOrDefault(File.Exists) is not { } library)
            return $"{FileName} is not beside the program. Reference the package TorchSharp-cpu, or for a GPU "
                + "TorchSharp-cuda-linux or TorchSharp-cuda-windows; there is none for 32 bits.";
        try
        {
            NativeLibrary.Load(library);
            return FirstLine(failure.GetBaseException().Message);
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            // The system's own words come last, after advice that names tools for developers.
            string words = e.Message.Trim().Split('\n')[^1].Trim();
            return words.Contains(StandardLibrary.Required, StringComparison.Ordinal)
                ? $"{words}. Use a system with GCC 13's libstdc++ or a newer one, such as Debian 13 or Ubuntu 24.04."
                : words;
        }
    }

    private static string FirstLine(string text) => text.Trim().Split('\n')[0].Trim();
}
