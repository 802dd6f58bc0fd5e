using static TorchSharp.torch;

namespace Ml.Gan.Training;

/// <summary>
/// Layer that draws random numbers as it trains, as dropout does, from a generator that checkpoints have to hold.
/// </summary>
public interface IRandomLayer
{
    /// <summary>The generator; the layer owns it.</summary>
    Generator Random { get; }
}
