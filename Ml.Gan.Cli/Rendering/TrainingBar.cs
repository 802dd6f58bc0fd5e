using Ml.Gan.Training;
using Spectre.Console;

namespace Ml.Gan.Cli.Rendering;

/// <summary>A moving bar, for terminals.</summary>
internal sealed class TrainingBar(IAnsiConsole screen) : ITrainingDisplay
{
    public long Show(Func<ITrainingListener, long> train, long steps)
    {
        return screen.Progress()
            .Columns(new ProgressBarColumn(), new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .Start(progress => train(new BarTask(progress.AddTask("starting", maxValue: steps))));
    }

    /// <summary>Moves the bar a few times a second: asking for the losses makes a GPU wait.</summary>
    private sealed class BarTask(ProgressTask task) : ITrainingListener
    {
        private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

        private TimeSpan _next;

        public void StepCompleted(TrainingStep step)
        {
            if (step.Elapsed < _next && !step.IsLast)
                return;
            _next = step.Elapsed + Interval;
            task.Value = step.Step;
            task.Description = Markup.Escape($"{TrainingText.Describe(step)}  {TrainingText.Remaining(step)}");
        }
    }
}
