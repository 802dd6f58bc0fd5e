using System;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Sets this thread's grad mode and puts the old one back when disposed.</summary>
    sealed class GradMode : IDisposable
    {
        readonly bool before = is_grad_enabled();

        internal GradMode(bool enabled) => Shim.shim_set_grad_enabled(enabled ? 1 : 0);

        public void Dispose() => Shim.shim_set_grad_enabled(before ? 1 : 0);
    }

    sealed class InferenceMode(bool enabled) : IDisposable
    {
        IntPtr guard = Shim.shim_inference_mode(enabled ? 1 : 0);

        public void Dispose()
        {
            if (guard != IntPtr.Zero) Shim.shim_inference_mode_end(guard);
            guard = IntPtr.Zero;
        }
    }

    public static IDisposable no_grad() => new GradMode(false);

    public static IDisposable enable_grad(bool enabled = true) => new GradMode(enabled);

    public static IDisposable set_grad_enabled(bool mode = true) => new GradMode(mode);

    public static bool is_grad_enabled() => Shim.shim_grad_enabled() != 0;

    public static IDisposable inference_mode(bool mode = true) => new InferenceMode(mode);

    public static bool is_inference_mode_enabled() => Shim.shim_inference_mode_enabled() != 0;
}
