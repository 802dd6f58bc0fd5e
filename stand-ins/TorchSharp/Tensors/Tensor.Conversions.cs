using System;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor to(
            ScalarType type, Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Converted(type, device, copy, disposeAfter, non_blocking);
        public Tensor to(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Converted(type, null, copy, disposeAfter, non_blocking);
        public Tensor to(Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Converted(null, device, copy, disposeAfter, non_blocking);
        public Tensor to(string device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Converted(null, new Device(device), copy, disposeAfter, non_blocking);
        public Tensor to(
            DeviceType deviceType, int deviceIndex = -1, bool copy = false, bool disposeAfter = false,
            bool non_blocking = false) =>
            Converted(null, new Device(deviceType, deviceIndex), copy, disposeAfter, non_blocking);
        public Tensor to(Tensor other, bool non_blocking = false) =>
            Converted(other.dtype, other.device, false, false, non_blocking);
        public Tensor to_type(
            ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Converted(type, null, copy, disposeAfter, non_blocking);
        public Tensor type(ScalarType dtype) => to_type(dtype);
        public Tensor type_as(Tensor tensor) => to_type(tensor.dtype);
        public Tensor cpu() => to(CPU);
        public Tensor cuda(Device device = null, bool non_blocking = false) =>
            to(device ?? CUDA, non_blocking: non_blocking);
        public Tensor @bool() => to_type(ScalarType.Bool);
        public Tensor @byte() => to_type(ScalarType.Byte);
        public Tensor @int() => to_type(ScalarType.Int32);
        public Tensor @long() => to_type(ScalarType.Int64);
        public Tensor half() => to_type(ScalarType.Float16);
        public Tensor bfloat16() => to_type(ScalarType.BFloat16);
        public Tensor @float() => to_type(ScalarType.Float32);
        public Tensor @double() => to_type(ScalarType.Float64);

        Tensor Converted(ScalarType? type, Device device, bool copy, bool disposeAfter, bool nonBlocking)
        {
            bool same = !copy && (type is null || type == dtype)
                && (device is null || device.type == device_type && (device.index < 0 || device.index == device_index));
            Tensor result = same
                ? alias() : Aten.Call("to.dtype_layout", this, type, Arg.None, device, Arg.None, nonBlocking, copy);
            if (disposeAfter) Dispose();
            return result;
        }
    }
}
