using Microsoft.ML.Runtime;
using Ml.Gan.Networks;
using Ml.Gan.Training;

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
        _progress.SetHeader(new ProgressHeader(["d_loss", "g_loss"], ["steps"]), Fill);
    }

    /// <summary>Trains a model, reports how it goes on, and warns where something is wrong.</summary>
    /// <param name="host">Who trains.</param>
    /// <param name="channel">Where reports go.</param>
    /// <param name="gan">The model.</param>
    /// <param name="listeners">Who else hears of each step.</param>
    /// <param name="cancellation">Ends the training.</param>
    public static void Train(
        IHost host, IChannel channel, GanModel gan, IEnumerable<ITrainingListener> listeners,
        CancellationToken cancellation)
    {
        if (gan.Options.Device == TrainingDevice.Cpu)
            channel.Info(MessageSensitivity.None, ConvolutionProbe.Description);
        using var log = new TrainingLog(host, channel);
        new GanTrainer(gan) { Warning = message => channel.Warning(MessageSensitivity.UserData, message) }.Train(
            [log, .. listeners], cancellation);
    }

    public void StepCompleted(TrainingStep step)
    {
        if (step.Step % Math.Max(1, step.Steps / Lines) != 0 && !step.IsLast)
            return;
        double? discriminator = step.Metrics.TryGetValue("d_loss", out double loss) ? loss : null;
        double generator = step.Metrics["g_loss"];
        _last = new TrainingProgress(step.Step, step.Steps, discriminator, generator);
        _progress.Checkpoint(discriminator, generator, step.Step);
        string losses = string.Join(
            ", ", step.Metrics.Where(metric => metric.Key.EndsWith("_loss", StringComparison.Ordinal))
            .Select(metric => $"{metric.Key} {metric.Value:F4}"));
        _channel.Info(
            MessageSensitivity.None,
            $"Step {step.Step} of {step.Steps}: {losses}, {step.SpeedOr($"{step.StepsPerSecond:F1} steps/s")}.");
    }

    public void Dispose() => _progress.Dispose();

    private void Fill(IProgressEntry entry)
    {
        entry.SetProgress(0, _last.Step, _last.Steps);
        if (_last.DiscriminatorLoss is { } loss)
            entry.SetMetric(0, loss);
        entry.SetMetric(1, _last.GeneratorLoss);
    }

    private readonly record struct TrainingProgress(
        long Step, long Steps, double? DiscriminatorLoss, double GeneratorLoss);
}
