using System;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using TorchSharp.Interop;

namespace TorchSharp;

/// <summary>
/// What libtorch's autograd engine calls. An exception is kept aside and thrown again once the engine has returned.
/// </summary>
internal static unsafe class Callbacks
{
    [ThreadStatic] static ExceptionDispatchInfo thrown;

    [UnmanagedCallersOnly]
    internal static int Backward(
        IntPtr managed, IntPtr context, IntPtr* grads, long count, IntPtr* results, long resultCount)
    {
        try
        {
            ((FunctionNode)GCHandle.FromIntPtr(managed).Target).Run(context, grads, count, results, resultCount);
            return 0;
        }
        catch (Exception e)
        {
            thrown = ExceptionDispatchInfo.Capture(e);
            Shim.Fail(e.Message);
            return -1;
        }
    }

    [UnmanagedCallersOnly]
    internal static void Free(IntPtr managed) => GCHandle.FromIntPtr(managed).Free();

    internal static void Check(int status)
    {
        ExceptionDispatchInfo pending = thrown;
        thrown = null;
        if (status >= 0) return;
        pending?.Throw();
        throw Shim.Error();
    }
}
