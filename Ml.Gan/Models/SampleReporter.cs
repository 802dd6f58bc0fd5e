using Ml.Gan.Data;
using Ml.Gan.Training;

namespace Ml.Gan.Models;

/// <summary>Listener that draws samples now and then, for other listeners to show.</summary>
internal sealed class SampleReporter : ITrainingListener
{
    private readonly Func<long, TrainingSamples> _draw;
    private readonly long _interval;

    private SampleReporter(Func<long, TrainingSamples> draw, long interval) => (_draw, _interval) = (draw, interval);

    /// <summary>Listeners of a training, and one that draws samples, where one of them hears of such.</summary>
    /// <param name="listeners">The listeners.</param>
    /// <param name="shape">Shape of what is drawn: only images of 1 or 3 channels can be.</param>
    /// <param name="interval">Steps between two pictures.</param>
    /// <param name="draw">Draws them, after so many steps.</param>
    public static IEnumerable<ITrainingListener> Beside(
        IReadOnlyList<ITrainingListener> listeners, SampleShape shape, long interval,
        Func<long, TrainingSamples> draw) =>
        !listeners.OfType<IReportListener>().Any() || shape is not { IsImage: true, Channels: 1 or 3 }
            ? listeners
            : [.. listeners, new SampleReporter(draw, interval)];

    /// <inheritdoc/>
    public void StepCompleted(TrainingStep step)
    {
        if (step.IsDue(_interval))
            step.Report(_draw(step.Step));
    }
}
