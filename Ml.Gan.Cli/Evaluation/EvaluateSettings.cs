using System.Drawing;
using Ml.Gan.Data;
using Ml.Gan.Metrics;

namespace Ml.Gan.Cli.Evaluation;

/// <summary>What one run of <c>mlgan evaluate</c> is asked to do.</summary>
internal sealed record EvaluateSettings
{
    /// <summary>The generator's file, or images.</summary>
    public required string Model { get; init; }

    /// <summary>Whether <see cref="Model"/> names images.</summary>
    public bool IsOfImages => !Model.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase)
        && (Directory.Exists(Model) || !File.Exists(Model)) && SampleSource.Knows(Model);

    /// <summary>Real images.</summary>
    public required string Data { get; init; }

    /// <summary>File of their vectors; null for the data's own.</summary>
    public string? Vectors { get; init; }

    /// <summary>What is seen where pictures are transparent.</summary>
    public required Color Background { get; init; }

    /// <summary>The metrics; null for all.</summary>
    public IReadOnlyList<Metric>? Metrics { get; init; }

    /// <summary>What images are compared by; null for what suits the data.</summary>
    public FeatureChoice? Features { get; init; }

    /// <summary>What the pixels of a network are; null for what its file says.</summary>
    public PixelNormalization? FeaturesRange { get; init; }

    /// <summary>File for the picture of nearest neighbors; null for none.</summary>
    public string? Neighbors { get; init; }

    /// <summary>Generated images, and real ones.</summary>
    public required int Count { get; init; }

    /// <summary>Whether generated images are compared with all real ones.</summary>
    public bool AllReal { get; init; }

    /// <summary>Height and width that images are compared in; null for what suits the real ones.</summary>
    public int? Size { get; init; }

    /// <summary>Seed of everything.</summary>
    public required int Seed { get; init; }

    /// <summary>Whether to write JSON.</summary>
    public bool IsJson { get; init; }
}
