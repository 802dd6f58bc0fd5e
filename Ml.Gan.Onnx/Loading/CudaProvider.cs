using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace Ml.Gan.Onnx.Loading;

/// <summary>
/// ONNX Runtime's CUDA provider: either part of the library in use (Microsoft.ML.OnnxRuntime.Gpu), or a library of its
/// own beside a CPU build, which is registered at run time.
/// </summary>
internal static class CudaProvider
{
    private const string Registration = "Ml.Gan.Cuda";
    private static readonly Lock s_registering = new();
    private static bool s_registered;

    private static string Driver => OperatingSystem.IsWindows() ? "nvcuda.dll" : "libcuda.so.1";

    private static string LibraryPath => Path.Combine(
        AppContext.BaseDirectory,
        OperatingSystem.IsWindows() ? "onnxruntime_providers_cuda.dll" : "libonnxruntime_providers_cuda.so");

    private static bool IsBuiltIn => OrtEnv.Instance().GetAvailableProviders().Contains("CUDAExecutionProvider");

    /// <summary>Reason why it is not worth trying, as a clause; null when it is.</summary>
    internal static string? WhyNot()
    {
        if (!NativeLibrary.TryLoad(Driver, out nint driver))
            return $"no NVIDIA driver was found ({Driver})";
        NativeLibrary.Free(driver);
        return IsBuiltIn || File.Exists(LibraryPath)
            ? null
            : "the ONNX Runtime in use is built without it; reference the package Microsoft.ML.OnnxRuntime.Gpu";
    }

    /// <summary>Puts the provider first in the options; gives the reason why it cannot, as a clause, or null.</summary>
    /// <exception cref="OnnxRuntimeException">The provider cannot be loaded.</exception>
    internal static string? TryAppend(SessionOptions session, int deviceId)
    {
        // TF32 would make results depend on the device in the third digit.
        var settings = new Dictionary<string, string> { ["use_tf32"] = "0" };
        if (!IsBuiltIn)
            return TryAppendRegistered(session, deviceId, settings);
        AppendBuiltIn(session, deviceId, settings);
        return null;
    }

    private static void AppendBuiltIn(SessionOptions session, int deviceId, Dictionary<string, string> settings)
    {
        using var options = new OrtCUDAProviderOptions();
        settings["device_id"] = deviceId.ToString();
        options.UpdateOptions(settings);
        session.AppendExecutionProvider_CUDA(options);
    }

    private static string? TryAppendRegistered(
        SessionOptions session, int deviceId, Dictionary<string, string> settings)
    {
        var environment = OrtEnv.Instance();
        lock (s_registering)
        {
            if (!s_registered)
                environment.RegisterExecutionProviderLibrary(Registration, LibraryPath);
            s_registered = true;
        }

        OrtEpDevice[] devices =
            [.. environment.GetEpDevices().Where(d => d.EpName.Contains("CUDA", StringComparison.OrdinalIgnoreCase))];
        if (deviceId >= devices.Length)
            return $"there is no GPU {deviceId}; ONNX Runtime found {devices.Length}";
        session.AppendExecutionProvider(environment, [devices[deviceId]], settings);
        return null;
    }
}
