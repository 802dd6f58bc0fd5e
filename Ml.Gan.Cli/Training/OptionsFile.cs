using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ml.Gan.Cli.Training;

/// <summary><c>options.json</c>: the options of a training under their command-line names with underscores; null is the library's choice.</summary>
internal static class OptionsFile
{
    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
        WriteIndented = true,
        NewLine = "\n",
    };

    public static void Write(string path, TrainSettings settings, long steps)
    {
        string temporary = path + ".tmp";
        var content = new
        {
            settings.Data,
            settings.Network,
            settings.Objective,
            settings.Size,
            settings.Channels,
            settings.Latent,
            settings.Width,
            settings.Batch,
            Steps = steps,
            settings.Epochs,
            settings.Seed,
            settings.Device,
            settings.LearningRate,
            settings.DiscSteps,
            settings.Ema,
            settings.Optimizer,
            settings.SampleEvery,
        };
        File.WriteAllText(temporary, JsonSerializer.Serialize(content, Format) + "\n");
        File.Move(temporary, path, overwrite: true);
    }
}
