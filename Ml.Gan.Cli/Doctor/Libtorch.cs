using System.Runtime.InteropServices;
using Ml.Gan.Native;
using Ml.Gan.Networks;
using TorchSharp;

namespace Ml.Gan.Cli.Doctor;

/// <summary>What trains: libtorch, as it is in this process.</summary>
internal sealed record Libtorch
{
    public required string Version { get; init; }

    /// <summary>Threads that share the work of one operator.</summary>
    public required int Threads { get; init; }

    /// <summary>Threads of operators that run at once.</summary>
    public required int InteropThreads { get; init; }

    /// <summary>Whether a training can run on a GPU.</summary>
    public required bool Cuda { get; init; }

    public required ConvolutionPath ConvolutionPath { get; init; }

    public required double ConvolutionError { get; init; }

    public required string ConvolutionDescription { get; init; }

    /// <summary>Loads and tries it.</summary>
    /// <returns>What it is like, or null and why it can't be used.</returns>
    public static (Libtorch? Found, string? Problem) Examine()
    {
        // Where it can't load its library, TorchSharp writes all that it tried to standard output.
        var output = Console.Out;
        Console.SetOut(TextWriter.Null);
        try
        {
            return (Try(), null);
        }
        catch (Exception e)
        {
            return (null, $"libtorch can't be used, so nothing can be trained: {NativeLoading.Reason(e)}");
        }
        finally
        {
            Console.SetOut(output);
        }
    }

    private static Libtorch Try()
    {
        TorchWarnings.Silence();
        return new Libtorch
        {
            Version = torch.__version__,
            Threads = torch.get_num_threads(),
            InteropThreads = torch.get_num_interop_threads(),
            Cuda = torch.cuda.is_available(),
            ConvolutionPath = ConvolutionProbe.Path,
            ConvolutionError = ConvolutionProbe.RelativeError,
            ConvolutionDescription = ConvolutionProbe.Description,
        };
    }
}

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
