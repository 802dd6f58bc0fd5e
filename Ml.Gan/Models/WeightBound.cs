using Ml.Gan.Training.Optimizers;
using TorchSharp.Modules;

namespace Ml.Gan.Models;

/// <summary>
/// Weights of a critic, clipped to [-c, c] after each of its steps (Arjovsky, Chintala and Bottou, 2017).
/// </summary>
internal static class WeightBound
{
    /// <summary>What follows a step; null where there is no bound.</summary>
    public static Action? Of(IReadOnlyList<Parameter> weights, double? bound)
    {
        if (bound is not { } most)
            return null;
        return () =>
        {
            foreach (var weight in FlatTensors.Merged(weights))
                weight.clamp_(-most, most);
        };
    }
}
