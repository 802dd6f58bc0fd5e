namespace Ml.Gan.Onnx;

/// <summary>Options of loading and running a generator or a discriminator.</summary>
public sealed record OnnxGeneratorOptions
{
    /// <summary>Device that it runs on. Default <see cref="GeneratorDevice.Auto"/>.</summary>
    public GeneratorDevice Device { get; init; } = GeneratorDevice.Auto;

    /// <summary>Index of the GPU, from 0. Default 0.</summary>
    public int DeviceId { get; init; }

    /// <summary>Largest number of samples in one run; more take several runs. Default 64.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>Threads that one run uses on the CPU. Default 0: as many as there are cores.</summary>
    public int IntraOpThreads { get; init; }

    /// <summary>The largest file that is read, in bytes. Default 2 GiB, the most that ONNX allows.</summary>
    public long MaxFileBytes { get; init; } = 2L << 30;

    /// <summary>
    /// Whether what ONNX Runtime makes of a generator on the CPU is kept in a file beside it,
    /// <c>generator.onnx.optimized</c>, so that it loads faster the next time. The file holds for the same model,
    /// version of ONNX Runtime and kind of processor alone; it is written anew where it doesn't fit or is damaged, and
    /// left out where the folder can't be written to. It is run as it is, without the checks that models pass: ask for
    /// it only where nobody else writes to the folder. No effect on generators that are loaded from memory or run on
    /// CUDA. Default false.
    /// </summary>
    public bool KeepOptimized { get; init; }

    internal void Validate()
    {
        if (!Enum.IsDefined(Device))
            throw new ArgumentOutOfRangeException(nameof(Device), Device, "The device must be Auto, Cpu or Cuda.");
        ArgumentOutOfRangeException.ThrowIfNegative(DeviceId);
        ArgumentOutOfRangeException.ThrowIfLessThan(BatchSize, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(IntraOpThreads);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxFileBytes, 1);
    }
}

/// <summary>Device that a model runs on.</summary>
public enum GeneratorDevice
{
    /// <summary>
    /// CUDA where it works, else the CPU; <see cref="OnnxGenerator.DeviceDescription"/> says which and why.
    /// </summary>
    Auto,

    /// <summary>The CPU.</summary>
    Cpu,

    /// <summary>An NVIDIA GPU; loading fails where there is none.</summary>
    Cuda,
}
