using static TorchSharp.torch;

namespace Ml.Gan.Training;

/// <summary>Where a generator is trained.</summary>
public enum TrainingDevice
{
    /// <summary>The processor.</summary>
    Cpu,

    /// <summary>The first CUDA device.</summary>
    Cuda,
}

internal static class TrainingDevices
{
    /// <exception cref="GanOptionException">CUDA is asked for where libtorch sees none.</exception>
    public static Device ToTorch(this TrainingDevice device)
    {
        if (device == TrainingDevice.Cpu)
            return CPU;
        if (!cuda.is_available())
            throw new GanOptionException(nameof(TrainingOptions.Device),
                "Device cuda was asked for, but libtorch sees no CUDA device. Train on the cpu, or check that an "
                + "NVIDIA driver and a CUDA build of libtorch are installed.");
        return CUDA;
    }
}
