using Ml.Gan.Networks;
using Ml.Gan.Training;
using static TorchSharp.torch;

namespace Ml.Gan.Models;

/// <summary>
/// A copy of a generator's weights and running statistics as they were after some step, to come back to:
/// <see cref="LatentGan.Snapshot"/>, <see cref="LatentGan.Restore"/>.
/// </summary>
public sealed class GeneratorSnapshot : IDisposable
{
    private readonly Tensor[] _states;
    private bool _isDisposed;

    internal GeneratorSnapshot(GeneratorNetwork network, long step, StagePosition position)
    {
        using var frozen = no_grad();
        (Step, Position) = (step, position);
        _states = [.. Ema.States(network).Select(state => state.clone().DetachFromDisposeScope())];
    }

    /// <summary>The number of steps that had been completed.</summary>
    public long Step { get; }

    /// <summary>The stage that the training was in.</summary>
    internal StagePosition Position { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _isDisposed = true;
        foreach (var state in _states)
            state.Dispose();
    }

    internal void CopyTo(GeneratorNetwork network)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        using var frozen = no_grad();
        foreach (var (target, state) in Ema.States(network).Zip(_states))
            target.copy_(state);
    }
}
