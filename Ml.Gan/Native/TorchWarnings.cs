using System.Runtime.InteropServices;
using TorchSharp;

namespace Ml.Gan.Native;

/// <summary>
/// Warnings that libtorch writes to standard error, such as one for each convolution where NNPACK doesn't know the
/// processor. They tell a user nothing to act on, so a training leaves errors alone, unless the environment variable
/// <c>TORCH_CPP_LOG_LEVEL</c> asks for more.
/// </summary>
internal static class TorchWarnings
{
    /// <summary>libtorch's own number for its log level ERROR.</summary>
    private const int Errors = 2;

    /// <summary>Has the libtorch of this process write errors only.</summary>
    public static void Silence()
    {
        if (!string.IsNullOrEmpty(Environment.GetEnvironmentVariable("TORCH_CPP_LOG_LEVEL")))
            return;
        torch.InitializeDeviceType(DeviceType.CPU);
        if (NativeLibrary.TryLoad(LibraryName, out nint library)
            && NativeLibrary.TryGetExport(library, "FLAGS_caffe2_log_level", out nint level))
            Marshal.WriteInt32(level, Math.Max(Marshal.ReadInt32(level), Errors));
    }

    private static string LibraryName =>
        OperatingSystem.IsWindows() ? "c10.dll" : OperatingSystem.IsMacOS() ? "libc10.dylib" : "libc10.so";
}
