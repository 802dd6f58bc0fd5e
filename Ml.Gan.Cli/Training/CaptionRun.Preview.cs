using Ml.Gan.Models;

namespace Ml.Gan.Cli.Training;

/// <content>What <c>--dry-run</c> shows of a captioner.</content>
internal sealed partial class CaptionRun
{
    private int Preview()
    {
        using var stop = ListenWhileMeasuring();
        using var opened = OpenedCaptions.Open(Settings, Terminal.Error, stop.Token);
        SetThreads();
        using var gan = CaptionGan.Create(CaptionSettings.OptionsOf(Settings), opened.Training);
        Terminal.Error.WriteLine(Described(gan));
        SayConvolutions();
        return Show(gan, TrainingSpeed.OfStep(gan, MeasuredTime, stop.Token));
    }
}
