using System.Text.Json;

namespace Ml.Gan.Training.Listeners;

/// <summary>
/// Writes metrics as JSON lines: step, stage (null where there is one), d_loss, g_loss, d_real, d_fake, ada_p, codes_loss, class_loss, class_accuracy (as in
/// <see cref="StepMetrics"/>), seconds since the start, images_per_second. Each line reaches the file at once, so that a training can be followed.
/// </summary>
public sealed class MetricsFile : ITrainingListener, IDisposable
{
    private readonly StreamWriter _writer;
    private readonly long _interval;

    /// <summary>Starts the file, replacing one that is there.</summary>
    /// <param name="path">The file.</param>
    /// <param name="interval">Steps between two lines. Default 10; the first and the last step are always written.</param>
    public MetricsFile(string path, long interval = 10)
    {
        _writer = new StreamWriter(path) { AutoFlush = true, NewLine = "\n" };
        _interval = interval;
    }

    /// <inheritdoc/>
    public void StepCompleted(TrainingStep step)
    {
        if (step.Step != 1 && step.Step % _interval != 0 && !step.IsLast)
            return;
        var metrics = step.Metrics;
        _writer.WriteLine(JsonSerializer.Serialize(new
        {
            step = step.Step,
            stage = step.Stage,
            d_loss = metrics.DiscriminatorLoss,
            g_loss = metrics.GeneratorLoss,
            d_real = metrics.RealScore,
            d_fake = metrics.GeneratedScore,
            ada_p = metrics.AugmentationProbability,
            codes_loss = metrics.CodesLoss,
            class_loss = metrics.ClassLoss,
            class_accuracy = metrics.ClassAccuracy,
            seconds = Math.Round(step.Elapsed.TotalSeconds, 3),
            images_per_second = Math.Round(step.ImagesPerSecond, 1),
        }));
    }

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();
}
