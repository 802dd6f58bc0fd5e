using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ml.Gan.Networks;

/// <summary>Layers with weights of a network, in the order in which they were made: from the input on.</summary>
internal static class WeightLayers
{
    /// <summary>
    /// Parameters of each layer: a weight of two or more dimensions begins one, and biases and normalizations behind it
    /// belong to it.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<Parameter>> Of(nn.Module network)
    {
        List<List<Parameter>> layers = [];
        foreach (var module in network.modules())
        {
            Parameter[] own = [.. module.parameters(recurse: false)];
            if (own.Any(parameter => parameter.shape.Length > 1) || (own.Length > 0 && layers.Count == 0))
                layers.Add([]);
            if (own.Length > 0)
                layers[^1].AddRange(own);
        }
        return layers;
    }
}
