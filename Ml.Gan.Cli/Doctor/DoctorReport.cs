using System.Runtime.InteropServices;
using Microsoft.ML;
using Ml.Gan.Models;
using Ml.Gan.Native;
using TorchSharp;

namespace Ml.Gan.Cli.Doctor;

/// <summary>What decides whether trainings run right and fast on this machine.</summary>
internal sealed record DoctorReport
{
    /// <summary>Null off Linux, where none is needed.</summary>
    public required StandardLibrary? StandardLibrary { get; init; }

    public required Processor Processor { get; init; }

    /// <summary>Null where it can't be used.</summary>
    public required Libtorch? Libtorch { get; init; }

    /// <summary>Null where it can't be used.</summary>
    public required OnnxRuntime? OnnxRuntime { get; init; }

    /// <summary>Whether tensors are allocated by glibc.</summary>
    public bool AllocatesByGlibc { get; } = FreedMemory.IsGlibc;

    /// <summary>Whether a training makes the allocator keep what tensors free.</summary>
    public required bool KeepsFreedMemory { get; init; }

    /// <summary>Why a training, or sampling, can't run; empty where all is well.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>Programs and packages with their versions; null for one that can't be used.</summary>
    public IReadOnlyList<(string Name, string? Version)> Versions =>
    [
        ("Ml.Gan", PackageVersion.Of(typeof(LatentGan))),
        ("TorchSharp", PackageVersion.Of(typeof(torch))),
        ("libtorch", Libtorch?.Version),
        ("Microsoft.ML", PackageVersion.Of(typeof(MLContext))),
        ("ONNX Runtime", OnnxRuntime?.Version),
        (".NET", Environment.Version.ToString()),
        ("system", $"{RuntimeInformation.OSDescription}, {RuntimeInformation.RuntimeIdentifier}"),
    ];

    /// <summary>Looks at everything, and tries what a training will do.</summary>
    public static DoctorReport Examine()
    {
        var (libtorch, noTraining) = Libtorch.Examine();
        var (onnxRuntime, noSampling) = OnnxRuntime.Examine();
        FreedMemory.Keep();
        return new DoctorReport
        {
            StandardLibrary = StandardLibrary.Find(),
            Processor = Processor.OfThisMachine(),
            Libtorch = libtorch,
            OnnxRuntime = onnxRuntime,
            KeepsFreedMemory = FreedMemory.IsKept == true,
            Problems = [.. ((string?[])[noTraining, noSampling]).OfType<string>()],
        };
    }
}
