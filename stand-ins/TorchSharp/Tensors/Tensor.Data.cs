using System;
using System.Runtime.CompilerServices;
using TorchSharp.Interop;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Reads and writes the elements of a tensor in main memory.</summary>
        public TensorAccessor<T> data<T>() where T : unmanaged
        {
            RequireElements<T>();
            RequireMemory();
            return new TensorAccessor<T>(this);
        }

        /// <summary>The bytes of a contiguous tensor in main memory.</summary>
        public unsafe Span<byte> bytes
        {
            get
            {
                RequireMemory();
                if (!is_contiguous())
                    throw new NotImplementedException("The tensor is not contiguous: call contiguous() to reach its bytes.");
                return new Span<byte>(Data, checked((int)(NumberOfElements * ElementSize)));
            }
            set
            {
                Span<byte> own = bytes;
                if (own.Length != value.Length)
                    throw new ArgumentException($"The tensor has {own.Length} bytes, the value {value.Length}.");
                value.CopyTo(own);
            }
        }

        /// <summary>The only element of a tensor; T must be its element type.</summary>
        public unsafe T item<T>() where T : unmanaged
        {
            if (NumberOfElements != 1)
                throw new ArgumentException($"item() takes a tensor of one element; this one has {NumberOfElements}.");
            RequireElements<T>();
            if (device_type == DeviceType.CPU) return Unsafe.Read<T>(Data);
            using Tensor copy = cpu();
            return copy.item<T>();
        }

        public Scalar ToScalar()
        {
            Scalar value = Aten.CallScalar("item", this);
            return new Scalar(value.Kind, value.Bits, dtype);
        }

        public unsafe T ReadCpuValue<T>(long i) where T : unmanaged
        {
            RequireElements<T>();
            RequireMemory();
            if (i < 0 || i >= NumberOfElements) throw new IndexOutOfRangeException($"The index {i} is out of range.");
            return new TensorAccessor<T>(this).At(i);
        }

        public float ReadCpuSingle(long i) => ReadCpuValue<float>(i);

        public double ReadCpuDouble(long i) => ReadCpuValue<double>(i);

        public long ReadCpuInt64(long i) => ReadCpuValue<long>(i);

        internal unsafe void* Data
        {
            get
            {
                void* data = Shim.shim_data(Handle);
                GC.KeepAlive(this);
                return data;
            }
        }

        void RequireElements<T>()
        {
            if (ScalarTypeOf(typeof(T)) != dtype)
                throw new ArgumentException($"The elements of a tensor of {dtype} are not of type {typeof(T)}.");
        }

        void RequireMemory()
        {
            if (device_type != DeviceType.CPU)
                throw new InvalidOperationException($"The tensor is on {device}: call cpu() to reach its elements.");
        }

        public static explicit operator float(Tensor value) => value.ToSingle();
        public static explicit operator double(Tensor value) => value.ToDouble();
        public static explicit operator int(Tensor value) => value.ToInt32();
        public static explicit operator long(Tensor value) => value.ToInt64();
        public static explicit operator bool(Tensor value) => value.ToBoolean();

        public static implicit operator Tensor(Scalar scalar) => full([], scalar);
        public static implicit operator Tensor(bool value) => tensor(value);
        public static implicit operator Tensor(int value) => tensor(value);
        public static implicit operator Tensor(long value) => tensor(value);
        public static implicit operator Tensor(float value) => tensor(value);
        public static implicit operator Tensor(double value) => tensor(value);
    }
}

public static class TensorExtensionMethods
{
    public static bool ToBoolean(this torch.Tensor value) => value.ToScalar().ToBoolean();
    public static byte ToByte(this torch.Tensor value) => value.ToScalar().ToByte();
    public static sbyte ToSByte(this torch.Tensor value) => value.ToScalar().ToSByte();
    public static short ToInt16(this torch.Tensor value) => value.ToScalar().ToInt16();
    public static int ToInt32(this torch.Tensor value) => value.ToScalar().ToInt32();
    public static long ToInt64(this torch.Tensor value) => value.ToScalar().ToInt64();
    public static float ToSingle(this torch.Tensor value) => value.ToScalar().ToSingle();
    public static double ToDouble(this torch.Tensor value) => value.ToScalar().ToDouble();

    public static int ElementSize(this torch.ScalarType type) => torch.SizeOf(type);

    public static Modules.Parameter AsParameter(this torch.Tensor tensor) => new(tensor);
}
