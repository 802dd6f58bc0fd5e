using System;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The version of the libtorch in use.</summary>
    public static string __version__ => Shim.Version;

    public static int get_num_threads() => Shim.shim_num_threads();

    public static void set_num_threads(int num) => Shim.Check(Shim.shim_set_num_threads(num));

    public static int get_num_interop_threads() => Shim.shim_num_interop_threads();

    public static void set_num_interop_threads(int num) => Shim.Check(Shim.shim_set_num_interop_threads(num));

    public static bool cuda_is_available() => cuda.is_available();

    public static void InitializeDeviceType(DeviceType deviceType)
    {
        if (!TryInitializeDeviceType(deviceType))
            throw new InvalidOperationException($"{deviceType} is not available.");
    }

    public static bool TryInitializeDeviceType(DeviceType deviceType) =>
        deviceType is DeviceType.CPU or DeviceType.META || deviceType == DeviceType.CUDA && cuda.is_available();

    public static Device InitializeDevice(Device device)
    {
        device ??= CPU;
        InitializeDeviceType(device.type);
        return device;
    }

    public static partial class cuda
    {
        public static bool is_available() => device_count() > 0;

        public static bool is_cudnn_available() => Shim.Check(Shim.shim_cudnn_available()) != 0;

        public static int device_count() => Shim.Check(Shim.shim_cuda_count());

        public static void manual_seed(long seed) => Shim.Check(Shim.shim_cuda_manual_seed((ulong)seed, 0));

        public static void manual_seed_all(long seed) => Shim.Check(Shim.shim_cuda_manual_seed((ulong)seed, 1));

        public static void synchronize(Device device = null) =>
            Shim.Check(Shim.shim_cuda_synchronize(device?.index ?? -1));
    }
}
