using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Benchmarks.Endurance;

/// <summary>Keeps a batch of memory each time, for a trial of what is made to find that.</summary>
internal sealed class Leak
{
    private readonly List<Tensor> _lost = [];

    public void Lose() => _lost.Add(
        torch.ones(EnduranceWorkload.BatchSize, EnduranceWorkload.Channels, EnduranceWorkload.Size,
            EnduranceWorkload.Size).DetachFromDisposeScope());
}
