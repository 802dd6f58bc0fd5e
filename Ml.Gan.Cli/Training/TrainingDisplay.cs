using System.Text;
using Ml.Gan.Training;
using Spectre.Console;

namespace Ml.Gan.Cli.Training;

/// <summary>Shows how a training goes on.</summary>
internal interface ITrainingDisplay
{
    /// <summary>
    /// Runs a training, which has to tell the listener that it is given; returns its number of steps.
    /// </summary>
    long Show(Func<ITrainingListener, long> train, long steps);
}

/// <summary>A moving bar, for terminals.</summary>
internal sealed class TrainingBar(IAnsiConsole screen) : ITrainingDisplay
{
    public long Show(Func<ITrainingListener, long> train, long steps)
    {
        var description = new TaskDescriptionColumn { Alignment = Justify.Left };
        return screen.Progress()
            .Columns(new ProgressBarColumn(), new PercentageColumn(), description)
            .Start(progress => train(new BarTask(progress.AddTask("starting", maxValue: steps))));
    }

    /// <summary>Moves the bar a few times a second: asking for the losses makes a GPU wait.</summary>
    private sealed class BarTask(ProgressTask task) : ITrainingListener
    {
        private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(250);

        private TimeSpan _next;

        public void StepCompleted(TrainingStep step)
        {
            if (step.Elapsed < _next && !step.IsLast)
                return;
            _next = step.Elapsed + s_interval;
            task.Value = step.Step;
            task.Description = Markup.Escape(TrainingText.Line(step));
        }
    }
}

/// <summary>A line now and then, for files and pipes: the first step, one every five seconds, the last step.</summary>
internal sealed class TrainingLines(TextWriter writer) : ITrainingDisplay, ITrainingListener
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(5);

    private TimeSpan _next;

    public long Show(Func<ITrainingListener, long> train, long steps) => train(this);

    public void StepCompleted(TrainingStep step)
    {
        if (step.Elapsed < _next && !step.IsLast)
            return;
        _next = step.Elapsed + s_interval;
        writer.WriteLine(TrainingText.Line(step));
    }
}

/// <summary>A step in words.</summary>
internal static class TrainingText
{
    private const int Width = 100;

    /// <summary>The first steps take longer than those to come.</summary>
    private const int SureAfter = 3;

    /// <summary>
    /// Step, the loss of each phase as far as there is room, speed (seconds of a step where it takes longer than one)
    /// and time left; below 100 columns.
    /// </summary>
    public static string Line(TrainingStep step)
    {
        string stage = step.Stage is { } number ? $"stage {number}/{step.Model.Stages}  " : "";
        string end = $"{step.SpeedOr($"{step.ImagesPerSecond:F0} images/s")}  {Remaining(step)}";
        var line = new StringBuilder($"{stage}step {step.Step}/{step.Steps}  ");
        foreach (string name in step.Model.Phases.Select(phase => phase.LossName))
        {
            string loss = step.Metrics.TryGetValue(name, out double value) ? $"{name} {value:F3}  " : "";
            if (line.Length + loss.Length + end.Length >= Width)
                break;
            line.Append(loss);
        }
        return line.Append(end).ToString();
    }

    private static string Remaining(TrainingStep step)
    {
        var left = step.TimeLeft;
        string text = left.TotalHours < 1 ? $"{left:m\\:ss} left" : $"{(int)left.TotalHours}:{left:mm\\:ss} left";
        return step.Taken < SureAfter && !step.IsLast ? $"{text}, a first guess" : text;
    }
}
