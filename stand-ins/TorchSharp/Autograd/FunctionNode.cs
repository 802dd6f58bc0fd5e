using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using TorchSharp.Interop;
using static TorchSharp.torch;
using static TorchSharp.torch.autograd;

namespace TorchSharp;

/// <summary>The managed side of a custom function's node in libtorch's graph, alive as long as the node is.</summary>
internal sealed class FunctionNode(
    string name, AutogradContext context, bool[] isTensor, Func<AutogradContext, List<Tensor>, List<Tensor>> backward)
{
    static unsafe FunctionNode() => Shim.shim_function_callbacks(&Callbacks.Backward, &Callbacks.Free);

    internal IntPtr Root() => GCHandle.ToIntPtr(GCHandle.Alloc(this));

    /// <summary>Runs backward in a scope of its own and writes the gradients of the tensor arguments.</summary>
    internal unsafe void Run(IntPtr native, IntPtr* grads, long count, IntPtr* results, long resultCount)
    {
        using DisposeScope scope = NewDisposeScope();
        var incoming = new List<Tensor>();
        for (long i = 0; i < count; i++)
            incoming.Add(grads[i] == IntPtr.Zero ? null : new Tensor(Shim.shim_share(grads[i])));
        IntPtr outer = context.Native;
        context.Native = native;
        List<Tensor> found;
        try
        {
            found = backward(context, incoming);
        }
        finally
        {
            context.Native = outer;
        }
        if (found.Count < isTensor.Length)
            throw new InvalidOperationException(
                $"{name}: backward returned {found.Count} gradients for {isTensor.Length} arguments.");
        long next = 0;
        for (int i = 0; i < found.Count; i++)
        {
            bool defined = found[i] is { IsInvalid: false };
            if (i < isTensor.Length && isTensor[i])
                results[next++] = defined ? Shim.shim_share(found[i].Handle) : IntPtr.Zero;
            else if (defined)
                throw new InvalidOperationException(
                    $"{name}: backward returned a gradient for argument {i + 1}, which is no tensor.");
        }
    }
}
