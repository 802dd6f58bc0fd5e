using Ml.Gan.Training;

namespace Ml.Gan.Cli.Rendering;

/// <summary>A step in words.</summary>
internal static class TrainingText
{
    public static string Describe(TrainingStep step)
    {
        string losses = string.Concat(step.Metrics.Where(metric => metric.Key.EndsWith("_loss", StringComparison.Ordinal))
            .Select(metric => $"{metric.Key} {metric.Value:F3}  "));
        string stage = step.Stage is { } number ? $"stage {number}/{step.Model.Stages}  " : "";
        return $"{stage}step {step.Step}/{step.Steps}  {losses}{step.ImagesPerSecond:F0} images/s";
    }

    public static string Remaining(TrainingStep step)
    {
        var left = TimeSpan.FromSeconds(Math.Min(1e8, (step.Steps - step.Step) / step.StepsPerSecond));
        return left.TotalHours < 1 ? $"{left:m\\:ss} left" : $"{(int)left.TotalHours}:{left:mm\\:ss} left";
    }
}
