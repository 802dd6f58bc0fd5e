using System;
using System.Collections.Generic;
using System.Linq;
using static TorchSharp.torch;

namespace TorchSharp.Interop;

internal static class Handles
{
    /// <summary>The handles of some tensors; null is the undefined tensor.</summary>
    internal static IntPtr[] Of(IEnumerable<Tensor> tensors) =>
        tensors is null ? [] : tensors.Select(t => t is null ? IntPtr.Zero : t.Handle).ToArray();
}
