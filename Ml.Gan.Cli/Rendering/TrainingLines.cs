using Ml.Gan.Training;

namespace Ml.Gan.Cli.Rendering;

/// <summary>A line now and then, for files and pipes: the first step, one every five seconds, the last step.</summary>
internal sealed class TrainingLines(TextWriter writer) : ITrainingDisplay, ITrainingListener
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private TimeSpan _next;

    public long Show(Func<ITrainingListener, long> train, long steps) => train(this);

    public void StepCompleted(TrainingStep step)
    {
        if (step.Elapsed < _next && !step.IsLast)
            return;
        _next = step.Elapsed + Interval;
        writer.WriteLine($"{TrainingText.Describe(step)}  {TrainingText.Remaining(step)}");
    }
}
