using System.Diagnostics;
using System.Text.Json;

namespace Ml.Gan.Training.Live;

/// <summary>Where a training is, for the head of the page.</summary>
internal sealed record LiveStatus
{
    public required string Title { get; init; }

    public LivePhase Phase { get; set; }

    public long Step { get; set; }

    public long Steps { get; init; }

    /// <summary>Stage that the step belongs to; null where networks are trained as a whole.</summary>
    public int? Stage { get; set; }

    public int Stages { get; init; } = 1;

    /// <summary>Time that the training had taken when the last step was completed.</summary>
    public TimeSpan? Elapsed { get; set; }

    /// <summary>Time that the steps to come took then.</summary>
    public TimeSpan? Left { get; set; }

    /// <summary>When the last step was completed, as <see cref="Stopwatch"/> has it.</summary>
    public long At { get; set; }

    public double? StepsPerSecond { get; set; }

    public double? ImagesPerSecond { get; set; }

    public bool SavesCheckpoints { get; init; }

    public bool StopAsked { get; set; }

    /// <summary>Step of the last checkpoint; null for none.</summary>
    public long? Checkpoint { get; set; }

    private TrainingOutcome? Outcome { get; set; }

    private string? Failure { get; set; }

    public void End(TrainingEnd end)
    {
        (Phase, Step, Outcome, Failure) = (LivePhase.Ended, end.Step, end.Outcome, end.Exception?.Message);
    }

    /// <summary>Writes it as the page reads it.</summary>
    public void Write(Utf8JsonWriter json, bool isCheckpointWanted)
    {
        var since = Phase == LivePhase.Training && At != 0 ? Stopwatch.GetElapsedTime(At) : TimeSpan.Zero;
        json.WriteStartObject("status");
        json.WriteString("title", Title);
        json.WriteString("phase", Phase.ToString().ToLowerInvariant());
        json.WriteString("outcome", Outcome?.ToString().ToLowerInvariant());
        json.WriteString("message", Message);
        json.WriteNumber("step", Step);
        json.WriteNumber("steps", Steps);
        json.WriteNumber("stage", Stage ?? 1);
        json.WriteNumber("stages", Stages);
        WriteNumber(json, "elapsed", (Elapsed + since)?.TotalSeconds);
        WriteNumber(json, "left", Left is { } left ? Math.Max(0, (left - since).TotalSeconds) : null);
        WriteNumber(json, "stepsPerSecond", StepsPerSecond);
        WriteNumber(json, "imagesPerSecond", ImagesPerSecond);
        WriteNumber(json, "checkpoint", Checkpoint);
        json.WriteBoolean("canSave", SavesCheckpoints);
        json.WriteBoolean("saveAsked", isCheckpointWanted);
        json.WriteBoolean("stopAsked", StopAsked);
        json.WriteEndObject();
    }

    private string Message => (Phase, Outcome) switch
    {
        (LivePhase.Waiting, _) => StopAsked ? "Stopping before the first step …" : "Preparing the training …",
        (LivePhase.Training, _) when StopAsked => "Stopping: the step in progress is finished first.",
        (LivePhase.Training, _) => Elapsed is null ? "The first step is being taken." : "Training.",
        (_, TrainingOutcome.Completed) => $"The training has ended: all {Steps} steps are done.",
        (_, TrainingOutcome.Stopped) => $"The training was stopped after step {Step} of {Steps}.",
        _ => $"The training failed after step {Step}: {Failure}",
    };

    private static void WriteNumber(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
            json.WriteNumber(name, number);
        else
            json.WriteNull(name);
    }
}

/// <summary>Part of a training's life.</summary>
internal enum LivePhase
{
    Waiting,
    Training,
    Ended,
}
