using System.Runtime.InteropServices;
using Ml.Gan.Onnx;
using Ml.Gan.Onnx.Loading;

namespace Ml.Gan.Tests.Onnx.Loading;

[TestClass]
public class DeviceTests
{
    private static bool HasDriver =>
        NativeLibrary.TryLoad(OperatingSystem.IsWindows() ? "nvcuda.dll" : "libcuda.so.1", out _);

    [TestMethod]
    public void The_cpu_is_always_there()
    {
        using var generator = Load(GeneratorDevice.Cpu);
        Assert.AreEqual(GeneratorDevice.Cpu, generator.Device);
        StringAssert.StartsWith(generator.DeviceDescription, "CPU, with ONNX Runtime 1.");
    }

    [TestMethod]
    public void Auto_takes_the_cpu_where_there_is_no_gpu_and_says_why()
    {
        if (HasDriver)
            Assert.Inconclusive("This machine has an NVIDIA driver.");
        using var generator = Load(GeneratorDevice.Auto);
        Assert.AreEqual(GeneratorDevice.Cpu, generator.Device);
        StringAssert.Contains(generator.DeviceDescription, "CUDA does not run here: no NVIDIA driver was found");
    }

    [TestMethod]
    public void Cuda_is_refused_where_there_is_no_gpu()
    {
        if (HasDriver)
            Assert.Inconclusive("This machine has an NVIDIA driver.");
        var refusal = Assert.ThrowsExactly<GanOnnxException>(() => Load(GeneratorDevice.Cuda));
        StringAssert.Contains(refusal.Message, "CUDA was asked for");
        StringAssert.Contains(refusal.Message, "no NVIDIA driver was found");
        StringAssert.Contains(refusal.Message, "choose the device Cpu");
    }

    [TestMethod]
    public void Cuda_gives_the_same_images()
    {
        if (!HasDriver)
            Assert.Inconclusive("This machine has no NVIDIA driver.");
        if (CudaProvider.WhyNot() is { } reason)
            Assert.Inconclusive($"Build with -p:OnnxRuntimeNativePackage=Microsoft.ML.OnnxRuntime.Gpu: {reason}.");
        using var cpu = Load(GeneratorDevice.Cpu);
        using var cuda = Load(GeneratorDevice.Cuda);
        Assert.AreEqual(GeneratorDevice.Cuda, cuda.Device);
        StringAssert.Contains(cuda.DeviceDescription, "GPU 0 by CUDA");
        OnnxRun.AreClose(cpu.Sample(17, 1).Values.Span, cuda.Sample(17, 1).Values.Span, 1e-5f);
    }

    private static OnnxGenerator Load(GeneratorDevice device) =>
        OnnxGenerator.Load(Generators.Image(), new OnnxGeneratorOptions { Device = device });
}
