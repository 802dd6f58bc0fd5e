using System;
using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

internal enum Kind : long
{
    None, Int, Double, Bool, Tensor, Ints, Doubles, Tensors, String, Generator, Device, Default,
}

/// <summary>An argument or a result as torchshim.cpp sees it (its struct Value).</summary>
[StructLayout(LayoutKind.Explicit, Size = 24)]
internal struct Value
{
    [FieldOffset(0)] internal Kind Kind;
    [FieldOffset(8)] internal long Integer;
    [FieldOffset(8)] internal double Real;
    [FieldOffset(8)] internal IntPtr Pointer;
    [FieldOffset(16)] internal long Count;
}
