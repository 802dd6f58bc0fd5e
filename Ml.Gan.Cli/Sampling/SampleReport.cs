using Ml.Gan.Onnx;

namespace Ml.Gan.Cli.Sampling;

/// <summary>What one run of <c>mlgan sample</c> wrote, for programs.</summary>
internal sealed record SampleReport
{
    /// <summary>The generator's file.</summary>
    public required string Model { get; init; }

    /// <summary>What <c>--out</c> named.</summary>
    public required string Output { get; init; }

    /// <summary>The files, in the order of their images, and then a manifest where there is one.</summary>
    public required IReadOnlyList<WrittenFile> Files { get; init; }

    /// <summary>Whether they were there already.</summary>
    public bool WereThere { get; init; }

    /// <summary>Index of the first image.</summary>
    public int First { get; init; }

    /// <summary>Number of images.</summary>
    public required long Count { get; init; }

    /// <summary>Frames of an animation; null for none.</summary>
    public int? Frames { get; init; }

    public required int Seed { get; init; }

    /// <summary>Where the model runs.</summary>
    public required GeneratorDevice Device { get; init; }

    /// <summary>The same as a sentence.</summary>
    public required string DeviceDescription { get; init; }

    /// <summary>Time from the loading of the model to the last file.</summary>
    public required double Seconds { get; init; }
}
