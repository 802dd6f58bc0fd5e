using Ml.Gan.Native;
using Ml.Gan.Networks;
using Ml.Gan.Training;
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
