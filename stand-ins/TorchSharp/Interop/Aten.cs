using System;
using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using static TorchSharp.torch;

namespace TorchSharp.Interop;

/// <summary>Calls ATen's operators by name and overload, for example "exp" or "add.Tensor".</summary>
internal static unsafe class Aten
{
    const int MaxResults = 8;
    const int StackWords = 256;

    static readonly ConcurrentDictionary<string, IntPtr> operators = new();

    /// <summary>Calls an operator that returns one tensor.</summary>
    internal static Tensor Call(string name, params ReadOnlySpan<Arg> args)
    {
        Value result;
        Invoke(name, args, &result, 1);
        return new Tensor(result.Pointer);
    }

    /// <summary>Calls an operator that works in place, or whose result is not wanted.</summary>
    internal static void Do(string name, params ReadOnlySpan<Arg> args) => Invoke(name, args, null, 0);

    internal static (Tensor, Tensor) Call2(string name, params ReadOnlySpan<Arg> args)
    {
        Value* results = stackalloc Value[2];
        Invoke(name, args, results, 2);
        return (new Tensor(results[0].Pointer), new Tensor(results[1].Pointer));
    }

    internal static (Tensor, Tensor, Tensor) Call3(string name, params ReadOnlySpan<Arg> args)
    {
        Value* results = stackalloc Value[3];
        Invoke(name, args, results, 3);
        return (new Tensor(results[0].Pointer), new Tensor(results[1].Pointer), new Tensor(results[2].Pointer));
    }

    /// <summary>Calls an operator that returns a list of at most <paramref name="capacity"/> tensors.</summary>
    internal static Tensor[] CallList(string name, int capacity, params ReadOnlySpan<Arg> args)
    {
        var values = new Value[capacity];
        int count;
        fixed (Value* results = values) count = Invoke(name, args, results, capacity);
        var tensors = new Tensor[count];
        for (int i = 0; i < count; i++) tensors[i] = new Tensor(values[i].Pointer);
        return tensors;
    }

    /// <summary>Calls an operator that returns a number or a truth value.</summary>
    internal static Scalar CallScalar(string name, params ReadOnlySpan<Arg> args)
    {
        Value result;
        Invoke(name, args, &result, 1);
        return new Scalar(result.Kind, result.Integer);
    }

    [SkipLocalsInit]
    static int Invoke(string name, ReadOnlySpan<Arg> args, Value* results, int capacity)
    {
        if (!operators.TryGetValue(name, out IntPtr handle)) handle = Resolve(name);
        int words = 0;
        foreach (ref readonly Arg arg in args)
            if (arg.Reference is not null) words += Words(arg);
        Value* values = stackalloc Value[args.Length];
        if (words <= StackWords)
        {
            long* scratch = stackalloc long[words];
            Lower(args, values, scratch);
            return Shim.Check(Shim.shim_call(handle, values, args.Length, results, capacity));
        }
        var large = new long[words];
        fixed (long* scratch = large)
        {
            Lower(args, values, scratch);
            return Shim.Check(Shim.shim_call(handle, values, args.Length, results, capacity));
        }
    }

    static IntPtr Resolve(string name)
    {
        int dot = name.IndexOf('.');
        byte[] Text(string text) => Encoding.UTF8.GetBytes(text + '\0');
        fixed (
            byte* op = Text("aten::" + (dot < 0 ? name : name[..dot])),
            overload = Text(dot < 0 ? "" : name[(dot + 1)..]))
            return operators[name] = Shim.Check(Shim.shim_operator(op, overload));
    }

    /// <summary>How many words of scratch memory an argument's list or text takes.</summary>
    static int Words(in Arg arg) => arg.Kind switch
    {
        Kind.Ints => Unsafe.As<long[]>(arg.Reference).Length,
        Kind.Doubles => Unsafe.As<double[]>(arg.Reference).Length,
        Kind.Tensors => Unsafe.As<Tensor[]>(arg.Reference).Length,
        Kind.String => (Encoding.UTF8.GetMaxByteCount(Unsafe.As<string>(arg.Reference).Length) + 7) / 8,
        _ => 0,
    };

    static void Lower(ReadOnlySpan<Arg> args, Value* values, long* scratch)
    {
        foreach (ref readonly Arg arg in args)
        {
            Value* value = values++;
            value->Kind = arg.Kind;
            value->Integer = arg.Bits;
            if (arg.Reference is null) continue;
            switch (arg.Kind)
            {
                case Kind.Tensor:
                    value->Pointer = Unsafe.As<Tensor>(arg.Reference).Handle;
                    break;
                case Kind.Ints:
                    Put(value, ref scratch, Unsafe.As<long[]>(arg.Reference));
                    break;
                case Kind.Doubles:
                    Put(value, ref scratch, MemoryMarshal.Cast<double, long>(Unsafe.As<double[]>(arg.Reference)));
                    break;
                case Kind.Tensors:
                    var tensors = Unsafe.As<Tensor[]>(arg.Reference);
                    value->Pointer = (IntPtr)scratch;
                    value->Count = tensors.Length;
                    foreach (Tensor tensor in tensors) *scratch++ = tensor is null ? 0 : tensor.Handle;
                    break;
                case Kind.String:
                    string text = Unsafe.As<string>(arg.Reference);
                    int room = Encoding.UTF8.GetMaxByteCount(text.Length);
                    value->Pointer = (IntPtr)scratch;
                    value->Count = Encoding.UTF8.GetBytes(text, new Span<byte>(scratch, room));
                    scratch += (room + 7) / 8;
                    break;
                case Kind.Generator:
                    value->Pointer = Unsafe.As<Generator>(arg.Reference).Handle;
                    break;
                case Kind.Device:
                    var device = Unsafe.As<Device>(arg.Reference);
                    value->Integer = (long)device.type;
                    value->Count = device.index;
                    break;
            }
        }
    }

    static void Put(Value* value, ref long* scratch, ReadOnlySpan<long> items)
    {
        value->Pointer = (IntPtr)scratch;
        value->Count = items.Length;
        items.CopyTo(new Span<long>(scratch, items.Length));
        scratch += items.Length;
    }
}
