using Ml.Gan.Data;

namespace Ml.Gan.Measures;

/// <summary>
/// Which real samples an evaluation uses for what: some to compare with, as many others as a reference, and the rest to train a
/// classifier, where one is wanted.
/// </summary>
internal sealed record RealSamples(long[] Compared, long[] Reference, long[] Training)
{
    /// <summary>Fewer samples than this are not compared.</summary>
    public const int LeastCount = 10;

    private const int EndlessTrainingCount = 10_000;

    /// <summary>Chooses at random from finite data, and the first ones of endless data.</summary>
    /// <exception cref="GanDataException">There are too few.</exception>
    public static RealSamples Choose(ISampleSource data, int count, bool trains, int seed)
    {
        int sets = trains ? 3 : 2;
        if (data.Count is not { } all)
            return new RealSamples(From(0, count), From(count, count), From(2L * count, trains ? EndlessTrainingCount : 0));
        count = (int)Math.Min(count, all / sets);
        if (count < LeastCount)
            throw new GanDataException(
                $"'{data.Name}' has {all} samples; an evaluation needs at least {sets * LeastCount}. Add data.");
        long[] order = From(0, (int)all);
        new Xoshiro256(seed, 0).Shuffle(order.AsSpan());
        return new RealSamples(order[..count], order[count..(2 * count)], trains ? order[(2 * count)..] : []);
    }

    private static long[] From(long start, int count) => [.. Enumerable.Range(0, count).Select(i => start + i)];
}
