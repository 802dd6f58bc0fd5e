namespace Ml.Gan.Benchmarks.Comparison;

/// <summary>Lets two sides train in turns, so that whatever else the machine does slows both down.</summary>
internal static class AlternatingRun
{
    /// <summary>Steps of each side before the first that counts.</summary>
    public const int WarmUpSteps = 5;

    public static (StepTimes First, StepTimes Second) Run(
        ITrainingSide first, ITrainingSide second, int rounds, int steps)
    {
        first.Run(WarmUpSteps);
        second.Run(WarmUpSteps);
        var (firstTimes, secondTimes) = (new List<double>(), new List<double>());
        for (int round = 0; round < rounds; round++)
        {
            firstTimes.AddRange(first.Run(steps));
            secondTimes.AddRange(second.Run(steps));
        }
        return (new StepTimes(first, firstTimes), new StepTimes(second, secondTimes));
    }
}
