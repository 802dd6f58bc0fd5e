using Ml.Gan.Models.Preview;
using Ml.Gan.Training;

namespace Ml.Gan.Cli.Training;

/// <content>What <c>--dry-run</c> shows.</content>
internal abstract partial class TrainingRun
{
    /// <summary>About how long steps are measured.</summary>
    protected static readonly TimeSpan MeasuredTime = TimeSpan.FromSeconds(5);

    /// <summary>Looks at a training's model, which is of no use afterwards, and shows what there is.</summary>
    protected int Show(GanModel model, TimeSpan stepTime)
    {
        var preview = TrainingPreview.Of(model, stepTime);
        Terminal.Output.WriteLine(Settings.Json ? PreviewText.Json(preview) : PreviewText.Plain(preview));
        Terminal.Error.WriteLine("This was a dry run: nothing was trained, and nothing written.");
        return ExitCode.Success;
    }

    /// <summary>Listens for Ctrl-C while nothing is trained.</summary>
    protected StopRequest ListenWhileMeasuring() => new(Terminal, "no more is measured.");
}
