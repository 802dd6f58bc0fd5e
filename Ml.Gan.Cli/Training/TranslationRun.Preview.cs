using Ml.Gan.Models;

namespace Ml.Gan.Cli.Training;

/// <content>What <c>--dry-run</c> shows of a system of translation.</content>
internal sealed partial class TranslationRun
{
    private int Preview()
    {
        using var stop = ListenWhileMeasuring();
        using var opened = OpenedTranslation.Open(Settings, Terminal.Error, stop.Token);
        SetThreads();
        using var gan = TranslationGan.Create(TranslationSettings.OptionsOf(Settings), opened.Training);
        Terminal.Error.WriteLine(Described(gan.Options));
        SayConvolutions();
        return Show(gan, TrainingSpeed.OfStep(gan, MeasuredTime, stop.Token));
    }
}
