using static TorchSharp.torch;

namespace Ml.Gan.Tests.Training;

/// <summary>Tensors that nobody has disposed of.</summary>
internal static class LiveTensors
{
    /// <summary>How many there are, what the garbage collector would free left out.</summary>
    public static long Count()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return Tensor.TotalCount;
    }
}
