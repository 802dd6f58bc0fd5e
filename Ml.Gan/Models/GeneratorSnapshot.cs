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
    public long Step { get; private set; }

    /// <summary>The stage that the training was in.</summary>
    internal StagePosition Position { get; private set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _isDisposed = true;
        foreach (var state in _states)
            state.Dispose();
    }

    /// <summary>Names the copy, as the best of a training.</summary>
    internal void ExchangeState(TrainingState state)
    {
        const string Prefix = TrainingState.BestPrefix;
        Step = state.Number($"{Prefix}.step", Step);
        Position = new StagePosition(
            (int)state.Number($"{Prefix}.stage", (long)Position.Stage),
            state.Number($"{Prefix}.progress", Position.Progress))
        {
            HasLearned = state.Number($"{Prefix}.has_learned", Position.HasLearned ? 1L : 0) > 0,
        };
        for (int i = 0; i < _states.Length; i++)
            state.Tensor($"{Prefix}.{i}", _states[i]);
    }

    internal void CopyTo(GeneratorNetwork network)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        using var frozen = no_grad();
        foreach (var (target, state) in Ema.States(network).Zip(_states))
            target.copy_(state);
    }
}
