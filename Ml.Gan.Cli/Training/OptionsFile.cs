using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ml.Gan.Networks;
using Ml.Gan.Onnx;
using Ml.Gan.Training;
using TorchSharp;

namespace Ml.Gan.Cli.Training;

/// <summary>
/// <c>options.json</c>: what a training ran with, under the names of the command line with underscores, defaults filled in; null is what
/// does not apply.
/// </summary>
internal static class OptionsFile
{
    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
        WriteIndented = true,
        NewLine = "\n",
    };

    public static void Write(string path, TrainSettings settings, TrainingOptions options, long steps)
    {
        var content = new
        {
            settings.Data,
            settings.Network,
            settings.Objective,
            settings.Size,
            settings.Channels,
            settings.Latent,
            (options.Network as Dcgan)?.Width,
            settings.Batch,
            Steps = steps,
            settings.Epochs,
            settings.Seed,
            settings.Device,
            Threads = torch.get_num_threads(),
            options.GeneratorOptimizer?.LearningRate,
            DiscSteps = options.DiscriminatorSteps ?? options.Objective.RecommendedDiscriminatorSteps,
            settings.Ema,
            Optimizer = options.GeneratorOptimizer?.Name,
            settings.SampleEvery,
            settings.EvaluateEvery,
            EvaluateMeasure = settings.EvaluateEvery is null ? null : settings.EvaluateMeasure,
            settings.Patience,
        };
        AtomicFile.Write(path, Encoding.UTF8.GetBytes(JsonSerializer.Serialize(content, Format) + "\n"));
    }
}
