using System.Drawing;
using Ml.Gan.Onnx;

namespace Ml.Gan.Cli.Translating;

/// <summary>What one run of <c>mlgan translate</c> is asked for.</summary>
internal sealed record TranslateSettings
{
    public required string Model { get; init; }

    /// <summary>Image files and folders.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>Folder of the results.</summary>
    /// <summary>Whether what was done is printed as JSON.</summary>
    public bool IsJson { get; init; }

    public required string Output { get; init; }

    /// <summary>Folder of what the results should be; null for none.</summary>
    public string? Target { get; init; }

    /// <summary>Masks of the images, a folder or one for all; null for none.</summary>
    public string? Mask { get; init; }

    /// <summary>Images that guide what is filled in, likewise.</summary>
    public string? Guidance { get; init; }

    /// <summary>What is seen where pictures are transparent.</summary>
    public required Color Background { get; init; }

    public required TileOptions Tiles { get; init; }

    public required OnnxGeneratorOptions Runtime { get; init; }
}
