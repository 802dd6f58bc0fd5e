using Ml.Gan.Native;
using static TorchSharp.torch;

namespace Ml.Gan.Metrics;

/// <summary>
/// Generated sample beside the real ones that are nearest to it by their features: whether it is a copy.
/// </summary>
/// <param name="Generated">The sample, C·H·W numbers.</param>
/// <param name="Real">The nearest real samples, the nearest first.</param>
/// <param name="Distances">Euclidean distances of their features.</param>
public sealed record NearestReal(
    ReadOnlyMemory<float> Generated, IReadOnlyList<ReadOnlyMemory<float>> Real, IReadOnlyList<double> Distances)
{
    /// <summary>Real samples beside each generated one.</summary>
    public const int Neighbors = 3;

    /// <summary>The generated samples that are nearest to a real one, the nearest first.</summary>
    /// <param name="candidate">Generated samples.</param>
    /// <param name="count">How many are wanted.</param>
    /// <param name="sets">All real samples.</param>
    internal static IReadOnlyList<NearestReal> Of(SampleSet candidate, int count, params SampleSet[] sets)
    {
        using var scope = NewDisposeScope();
        using var computation = FinalizerPause.Begin();
        var real = cat([.. sets.Select(set => set.Features.ToTensor())]);
        var nearest = NearestRows.ForChunks(candidate.Features.ToTensor(), chunk =>
        {
            var (squares, indices) =
                Metrics.Distances.Squared(chunk, real).topk(Neighbors, dim: 1, largest: false, sorted: true);
            return stack([squares.sqrt(), indices.to(ScalarType.Float64)], dim: 1);
        });
        double[] numbers = nearest.data<double>().ToArray();
        var found = numbers.Chunk(2 * Neighbors).Select((row, i) => new NearestReal(
            Sample(i, candidate),
            [.. row.Skip(Neighbors).Select(index => Sample((int)index, sets))],
            row[..Neighbors]));
        return [.. found.OrderBy(one => one.Distances[0]).Take(count)];
    }

    private static ReadOnlyMemory<float> Sample(int index, params SampleSet[] sets)
    {
        int set = 0;
        while (index >= sets[set].Samples.Count)
            index -= sets[set++].Samples.Count;
        return sets[set].Samples.Slice(index, 1).Values;
    }
}
