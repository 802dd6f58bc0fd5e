using Ml.Gan.Models;

namespace Ml.Gan.Cli.Training;

/// <content>What <c>--dry-run</c> shows of a generator from noise.</content>
internal sealed partial class TrainRun
{
    private int Preview()
    {
        using var stop = ListenWhileMeasuring();
        using var source = OpenData(stop.Token);
        var (data, _) = HoldOut(source);
        SetThreads();
        var options = Plan(data, stop.Token);
        foreach (string choice in RecommendedChoices.Of(options, "--objective", "--penalty"))
            Terminal.Error.WriteLine(choice);
        SayConvolutions();
        var stepTime = TrainingSpeed.OfStep(options, data, MeasuredTime, stop.Token);
        using var gan = new LatentGan(options, data);
        return Show(gan, stepTime);
    }
}
