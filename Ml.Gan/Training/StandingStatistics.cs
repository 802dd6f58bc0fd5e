using Ml.Gan.Networks;
using Ml.Gan.Networks.Layers;
using static TorchSharp.torch;

namespace Ml.Gan.Training;

/// <summary>
/// Batch normalisation's statistics measured anew for the weights that a generator has: averaged weights never saw the
/// statistics that the training kept ("standing statistics", Brock, Donahue and Simonyan, 2019).
/// </summary>
internal static class StandingStatistics
{
    private const int Batches = 16;
    private const int BatchSize = 64;

    /// <summary>Replaces the running statistics by their mean over latent vectors of a seed; leaves the network in inference mode.</summary>
    public static void Measure(GeneratorNetwork network, long seed, Device device)
    {
        BatchNorm[] layers = [.. network.modules().OfType<BatchNorm>()];
        if (layers.Length > 0)
            Measure(network, layers, seed, device);
        network.eval();
    }

    private static void Measure(GeneratorNetwork network, BatchNorm[] layers, long seed, Device device)
    {
        using var random = new Generator((ulong)seed);
        using var frozen = no_grad();
        network.train();
        for (int i = 1; i <= Batches; i++)
        {
            foreach (var layer in layers)
                layer.Momentum = 1.0 / i;
            using var scope = NewDisposeScope();
            network.call(randn(BatchSize, network.LatentSize, generator: random).to(device));
        }
        foreach (var layer in layers)
            layer.Momentum = BatchNorm.DefaultMomentum;
    }
}
