using System;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Opens a scope on this thread that disposes the tensors created in it.</summary>
    public static DisposeScope NewDisposeScope() => DisposeScopeManager.OfThread.Open();

    public static DisposeScope CurrentDisposeScope => DisposeScopeManager.OfThread.Current;

    /// <summary>Computes a tensor in a scope of its own: only the result survives.</summary>
    public static Tensor WrappedTensorDisposeScope(Func<Tensor> expr)
    {
        using DisposeScope scope = NewDisposeScope();
        return expr().MoveToOuterDisposeScope();
    }
}
