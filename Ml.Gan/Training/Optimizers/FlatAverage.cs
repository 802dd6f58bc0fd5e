using static TorchSharp.torch;

namespace Ml.Gan.Training.Optimizers;

/// <summary>
/// Moving average of tensors: what lies one behind the other in a buffer, and so does its average, is averaged in one
/// operation. Where an optimizer puts the tensors into a buffer later, that is seen.
/// </summary>
internal sealed class FlatAverage : IDisposable
{
    private readonly (Tensor Average, Tensor Source)[] _pairs;
    private readonly FlatTensors?[] _owned;
    private FlatPlace?[] _places = [];
    private (Tensor Average, Tensor Source)[] _merged = [];

    /// <summary>Puts the averages into buffers.</summary>
    /// <param name="parameters">Averages of parameters.</param>
    /// <param name="statistics">Averages of running statistics, which nothing else puts into buffers.</param>
    public FlatAverage(
        (Tensor Average, Tensor Source)[] parameters, (Tensor Average, Tensor Source)[] statistics)
    {
        _pairs = [.. parameters, .. statistics];
        _owned =
        [
            Flat(parameters.Select(pair => pair.Average)), Flat(statistics.Select(pair => pair.Average)),
            Flat(statistics.Select(pair => pair.Source)),
        ];
    }

    /// <summary>Takes in the tensors' present numbers.</summary>
    /// <param name="decay">Share of the average that stays.</param>
    public void Update(double decay)
    {
        FlatPlace?[] places = [.. _pairs.Select(pair => FlatTensors.Find(pair.Average)),
            .. _pairs.Select(pair => FlatTensors.Find(pair.Source))];
        if (!places.SequenceEqual(_places, ReferenceEqualityComparer.Instance))
            Merge(places);
        foreach (var (average, source) in _merged)
            average.mul_(decay).add_(source, 1 - decay);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Release();
        foreach (var owned in _owned)
            owned?.Dispose();
    }

    private static FlatTensors? Flat(IEnumerable<Tensor> tensors) =>
        tensors.ToArray() is var all && FlatTensors.Fit(all) ? new FlatTensors(all) : null;

    private void Merge(FlatPlace?[] places)
    {
        Release();
        var (averages, sources) = (places[.._pairs.Length], places[_pairs.Length..]);
        var merged = new List<(Tensor Average, Tensor Source)>();
        for (int first = 0; first < _pairs.Length; first++)
        {
            int last = first;
            if (AreAlike(first))
            {
                while (last + 1 < _pairs.Length && averages[last]!.Precedes(averages[last + 1])
                    && sources[last]!.Precedes(sources[last + 1]) && AreAlike(last + 1))
                    last++;
                merged.Add((Slice(averages, first, last), Slice(sources, first, last)));
            }
            else
            {
                merged.Add((_pairs[first].Average.alias(), _pairs[first].Source.alias()));
            }
            first = last;
        }
        (_merged, _places) = ([.. merged], places);
        foreach (var (average, source) in _merged)
            (_, _) = (average.DetachFromDisposeScope(), source.DetachFromDisposeScope());

        bool AreAlike(int index) => averages[index] is { } average && sources[index] is { } source
            && average.Owner.IsLike(average.Index, source);

        static Tensor Slice(FlatPlace?[] all, int first, int last) =>
            all[first]!.Owner.Slice(all[first]!.Owner.Values, all[first]!.Index, all[last]!.Index);
    }

    private void Release()
    {
        foreach (var (average, source) in _merged)
        {
            average.Dispose();
            source.Dispose();
        }
    }
}
