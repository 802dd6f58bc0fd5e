using Ml.Gan.Training;

namespace Ml.Gan.Cli.Rendering;

/// <summary>A step in words.</summary>
internal static class TrainingText
{
    public static string Describe(TrainingStep step)
    {
        var metrics = step.Metrics;
        string discriminator = metrics.DiscriminatorLoss is { } loss ? $"d_loss {loss:F3}  " : "";
        string stage = step.Stage is { } number ? $"stage {number}/{step.Trainer.Stages}  " : "";
        return $"{stage}step {step.Step}/{step.Steps}  {discriminator}g_loss {metrics.GeneratorLoss:F3}  {step.ImagesPerSecond:F0} images/s";
    }

    public static string Remaining(TrainingStep step)
    {
        var left = TimeSpan.FromSeconds(Math.Min(1e8, (step.Steps - step.Step) / step.StepsPerSecond));
        return left.TotalHours < 1 ? $"{left:m\\:ss} left" : $"{(int)left.TotalHours}:{left:mm\\:ss} left";
    }
}
