using System;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public unsafe long[] shape
        {
            get
            {
                var sizes = new long[Dimensions];
                fixed (long* to = sizes) Shim.shim_sizes(Handle, to);
                GC.KeepAlive(this);
                return sizes;
            }
        }

        public long[] size() => shape;

        public long size(int dim) => shape[dim < 0 ? dim + (int)Dimensions : dim];

        public unsafe long[] stride()
        {
            var strides = new long[Dimensions];
            fixed (long* to = strides) Shim.shim_strides(Handle, to);
            GC.KeepAlive(this);
            return strides;
        }

        public long stride(int dim) => stride()[dim < 0 ? dim + (int)Dimensions : dim];

        public long Dimensions => Kept(Shim.shim_dim(Handle));

        public long dim() => Dimensions;

        public long ndim => Dimensions;

        public long NumberOfElements => Kept(Shim.shim_numel(Handle));

        public long numel() => NumberOfElements;

        public long ElementSize => SizeOf(dtype);

        public long element_size() => ElementSize;

        public long storage_offset() => Kept(Shim.shim_storage_offset(Handle));

        public ScalarType dtype => (ScalarType)Kept(Shim.shim_dtype(Handle));

        public DeviceType device_type => (DeviceType)Kept(Shim.shim_device_type(Handle));

        public int device_index => (int)Kept(Shim.shim_device_index(Handle));

        public Device device => new(device_type, device_index);

        public bool is_cpu() => device_type == DeviceType.CPU;

        public bool is_cuda => device_type == DeviceType.CUDA;

        public bool is_meta => device_type == DeviceType.META;

        public bool is_sparse => Kept(Shim.shim_is_sparse(Handle)) != 0;

        public bool is_contiguous() => Kept(Shim.shim_is_contiguous(Handle)) != 0;

        public bool is_floating_point() => torch.is_floating_point(dtype);

        public bool is_integral() => torch.is_integral(dtype);

        /// <summary>Keeps this object, and so the native tensor, alive until the value has been read.</summary>
        long Kept(long value)
        {
            GC.KeepAlive(this);
            return value;
        }
    }
}
