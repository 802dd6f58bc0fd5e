namespace Ml.Gan.Cli.Exporting;

/// <summary>What one run of <c>mlgan export</c> wrote, for programs.</summary>
internal sealed record ExportReport
{
    /// <summary>What the model was read from.</summary>
    public required string Model { get; init; }

    /// <summary>Its bytes.</summary>
    public required long ModelBytes { get; init; }

    /// <summary>File or folder that was written.</summary>
    public required string Output { get; init; }

    public required IReadOnlyList<WrittenFile> Files { get; init; }

    /// <summary>Precision of the new model; null for weights alone.</summary>
    public ExportPrecision? Precision { get; init; }

    /// <summary>Whether the new model makes its noise itself, as was asked for.</summary>
    public bool SeedInput { get; init; }

    /// <summary>How far outputs are from those of the model; null where they weren't compared.</summary>
    public ExportDifference? Difference { get; init; }

    /// <summary>Network whose weights were written; null for a whole model.</summary>
    public string? Network { get; init; }

    /// <summary>Number of its tensors.</summary>
    public int? Tensors { get; init; }

    public required double Seconds { get; init; }
}

/// <summary>How far outputs of a changed model are from those of the model.</summary>
/// <param name="Compared">What was compared, as "64 samples".</param>
/// <param name="Low">The smallest value that outputs can have.</param>
/// <param name="High">The largest value that outputs can have.</param>
/// <param name="Largest">The largest absolute difference of a value.</param>
/// <param name="Mean">The mean absolute difference.</param>
internal sealed record ExportDifference(string Compared, float Low, float High, float Largest, double Mean);
