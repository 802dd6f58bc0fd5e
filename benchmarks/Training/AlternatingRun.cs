namespace Ml.Gan.Benchmarks.Training;

/// <summary>Lets several sides train in turns, so that whatever else the machine does slows all of them down.</summary>
internal static class AlternatingRun
{
    /// <summary>Steps of each side before the first that counts.</summary>
    public const int WarmUpSteps = 5;

    /// <returns>For each side the median times of a step in the rounds, in milliseconds.</returns>
    public static double[][] Run(IReadOnlyList<ITrainingSide> sides, int rounds, int steps)
    {
        foreach (var side in sides)
            side.Run(WarmUpSteps);
        double[][] medians = [.. sides.Select(_ => new double[rounds])];
        for (int round = 0; round < rounds; round++)
        {
            for (int side = 0; side < sides.Count; side++)
                medians[side][round] = Quartiles.Of(sides[side].Run(steps)).Median;
        }
        return medians;
    }
}
