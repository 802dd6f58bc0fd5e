namespace Ml.Gan.Onnx;

/// <summary>Where a generator runs.</summary>
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
