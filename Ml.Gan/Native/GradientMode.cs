using static TorchSharp.torch;

namespace Ml.Gan.Native;

/// <summary>
/// Gradients on the calling thread. Networks are made and learn with them, whatever mode the caller has put the thread
/// into: libtorch's <c>no_grad</c> and <c>inference_mode</c> reach into everything that is called inside of them, and
/// TorchSharp ends the process where a gradient is then asked for.
/// </summary>
internal static class GradientMode
{
    /// <summary>
    /// Has gradients computed until what it gives is disposed, which brings back the mode from before.
    /// </summary>
    /// <remarks>Leaving the inference mode turns gradients on too.</remarks>
    public static IDisposable Enable() => inference_mode(false);
}
