using Ml.Gan.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Models;

/// <content>What watches of a training look at, valid until the next step begins.</content>
public sealed partial class LatentGan
{
    private const int WeightsOfTensor = 256;

    private LatentBatch? _lastBatch;

    /// <summary>Last batches, both as the present stage's discriminator is shown them.</summary>
    internal (Tensor Real, Tensor Generated) LastSamples =>
        (_networks.RealView.Of(_lastBatch!.Real.Samples), _lastBatch.Generated);

    /// <summary>
    /// Logits of the discriminator's last update: above 0 what it takes to be real; null where its outputs are none.
    /// </summary>
    internal (Tensor Real, Tensor Generated)? LastLogits { get; private set; }

    /// <summary>Optimizer of the weights that learn.</summary>
    internal optim.Optimizer GeneratorOptimizer => _networks.GeneratorPhase.Optimizer;

    /// <summary>Up to 256 of the numbers of each of the generator's tensors that learn.</summary>
    internal float[] SomeLearningWeights()
    {
        using var scope = NewDisposeScope();
        using var computation = FinalizerPause.Begin();
        using var frozen = no_grad();
        return torch.cat([.. _networks.GeneratorPhase.Parameters.Select(Some)]).ToFloats();

        static Tensor Some(Tensor weight)
        {
            long count = weight.numel(), stride = Math.Max(1, count / WeightsOfTensor);
            return weight.detach().reshape(-1).slice(0, 0, count, stride);
        }
    }
}
