using Ml.Gan.Data;
using Ml.Gan.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Models;

/// <summary>Images of a source as a tensor.</summary>
internal static class SampleTensors
{
    /// <summary>Images (N, C, H, W) on the CPU, in the order of their indices.</summary>
    public static Tensor Read(ISampleSource data, ReadOnlySpan<long> indices)
    {
        var shape = data.Shape;
        var images = torch.empty([indices.Length, shape.Channels, shape.Height, shape.Width], ScalarType.Float32, CPU);
        data.Read(indices, images.AsFloats());
        return images;
    }
}
