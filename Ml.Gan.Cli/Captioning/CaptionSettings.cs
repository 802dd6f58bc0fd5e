using System.Drawing;
using Ml.Gan.Onnx;

namespace Ml.Gan.Cli.Captioning;

/// <summary>What one run of <c>mlgan caption</c> is asked for.</summary>
internal sealed record CaptionSettings
{
    public required string Model { get; init; }

    /// <summary>Image files and folders.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>Captions of each image.</summary>
    public required int Count { get; init; }

    /// <summary>Seed of the noise.</summary>
    public required int Seed { get; init; }

    /// <summary>File of an evaluator that scores captions; null for none.</summary>
    public string? Evaluator { get; init; }

    /// <summary>File of what people say of the images; null for none.</summary>
    public string? References { get; init; }

    /// <summary>What is seen where pictures are transparent.</summary>
    public required Color Background { get; init; }

    public required OnnxGeneratorOptions Runtime { get; init; }

    /// <summary>Whether to write JSON.</summary>
    public bool IsJson { get; init; }
}
