using System.CommandLine;
using Ml.Gan.Data;
using Ml.Gan.Training;
using Ml.Gan.Models;

namespace Ml.Gan.Cli.Training;

/// <summary>What one run of <c>mlgan train</c> is asked to do.</summary>
internal sealed record TrainSettings
{
    public required LatentGanOptions Options { get; init; }

    public required string Data { get; init; }

    /// <summary>File of the samples' vectors; null for the data's own.</summary>
    public string? Vectors { get; init; }

    public required SampleShape Shape { get; init; }

    /// <summary>Samples that are kept out of the training; null for none.</summary>
    public int? HoldOut { get; init; }

    public required bool ExportsDiscriminator { get; init; }

    public required string Out { get; init; }

    public int? Threads { get; init; }

    public required int Seed { get; init; }

    public required long SampleEvery { get; init; }

    /// <summary>How the generator is judged, without the file for it; null where it isn't.</summary>
    public TrainingEvaluation? Evaluation { get; init; }

    /// <summary>Every option but the folder with the value that a training of so many steps takes.</summary>
    public required Func<long, IReadOnlyList<(Option Option, object? Value)>> Effective { get; init; }
}
