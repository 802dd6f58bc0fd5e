using Ml.Gan.Training;
using Microsoft.ML.Runtime;

namespace Ml.Gan.Pipeline;

/// <summary>Reports a training to ML.NET: progress with losses, and a line every tenth of the way.</summary>
internal sealed class TrainingLog : ITrainingListener, IDisposable
{
    private const int Lines = 10;

    private readonly IChannel _channel;
    private readonly IProgressChannel _progress;
    private TrainingProgress _last;

    public TrainingLog(IHost host, IChannel channel)
    {
        _channel = channel;
        _progress = host.StartProgressChannel("Training");
        _progress.SetHeader(new ProgressHeader(["Discriminator loss", "Generator loss"], ["steps"]), Fill);
    }

    public void StepCompleted(TrainingStep step)
    {
        if (step.Step % Math.Max(1, step.Steps / Lines) != 0 && !step.IsLast)
            return;
        var metrics = step.Metrics;
        _last = new TrainingProgress(step.Step, step.Steps, metrics.DiscriminatorLoss, metrics.GeneratorLoss);
        _progress.Checkpoint(metrics.DiscriminatorLoss, metrics.GeneratorLoss, step.Step);
        _channel.Info(MessageSensitivity.None,
            $"Step {step.Step} of {step.Steps}: {Discriminator(metrics)}generator loss {metrics.GeneratorLoss:F4}, {step.StepsPerSecond:F1} steps/s.");
    }

    public void Dispose() => _progress.Dispose();

    private static string Discriminator(StepMetrics metrics) =>
        metrics.DiscriminatorLoss is { } loss ? $"discriminator loss {loss:F4}, " : "";

    private void Fill(IProgressEntry entry)
    {
        entry.SetProgress(0, _last.Step, _last.Steps);
        if (_last.DiscriminatorLoss is { } loss)
            entry.SetMetric(0, loss);
        entry.SetMetric(1, _last.GeneratorLoss);
    }

    private readonly record struct TrainingProgress(long Step, long Steps, double? DiscriminatorLoss, double GeneratorLoss);
}
