using Ml.Gan.Objectives;
using Ml.Gan.Training;
using static TorchSharp.torch;

namespace Ml.Gan.Models;

/// <summary>
/// Penalties on the discriminator at work in one training. The term of a lazy one has the value of the last update that
/// it was taken in, so that metrics have it in each step; its gradient is there in that update alone, so many times as
/// large as there are updates from one to the next (Karras et al., 2020).
/// </summary>
internal sealed class DiscriminatorPenalties : IDisposable
{
    private readonly (string Name, Penalty Penalty)[] _terms;
    private readonly Tensor?[] _last;
    private long _updates;

    public DiscriminatorPenalties(IEnumerable<Penalty> penalties)
    {
        _terms = Named(penalties);
        _last = new Tensor?[_terms.Length];
    }

    /// <summary>Adds the terms of the next update of D.</summary>
    /// <param name="losses">D's loss.</param>
    /// <param name="evaluate">Computes a penalty.</param>
    public void AddTo(LossTerms losses, Func<Penalty, Tensor> evaluate)
    {
        for (int i = 0; i < _terms.Length; i++)
        {
            var (name, penalty) = _terms[i];
            int interval = penalty is SlopePenalty slope ? slope.Interval : 1;
            losses.Add(name, interval == 1 ? evaluate(penalty) : Lazy(i, interval, () => evaluate(penalty)));
        }
        _updates++;
    }

    /// <summary>Names the updates and the last values of lazy penalties.</summary>
    public void ExchangeState(TrainingState state, Device device)
    {
        _updates = state.Number("penalties.updates", _updates);
        for (int i = 0; i < _last.Length; i++)
            _last[i] = state.OptionalTensor($"penalties.{_terms[i].Name}", _last[i], device);
    }

    public void Dispose()
    {
        foreach (var last in _last)
            last?.Dispose();
    }

    private Tensor Lazy(int term, int interval, Func<Tensor> evaluate)
    {
        if (_updates % interval != 0)
            return _last[term]!.detach();
        var loss = evaluate();
        var value = loss.detach();
        _last[term]?.Dispose();
        _last[term] = value.clone().DetachFromDisposeScope();
        return value + (loss - value) * interval;
    }

    /// <summary>Penalties by the names of their terms; the second of one kind has a 2 behind it.</summary>
    private static (string, Penalty)[] Named(IEnumerable<Penalty> penalties)
    {
        string[] names = [.. penalties.Select(penalty => penalty.Name.Split(':')[0].Replace('-', '_'))];
        return
        [
            .. penalties.Select((penalty, i) =>
                (Array.IndexOf(names, names[i]) < i ? $"{names[i]}_2" : names[i], penalty)),
        ];
    }
}
