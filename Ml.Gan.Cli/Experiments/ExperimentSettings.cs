namespace Ml.Gan.Cli.Experiments;

/// <summary>The options of <c>mlgan experiment</c>.</summary>
internal sealed record ExperimentSettings
{
    public required Experiment Experiment { get; init; }

    public required string Out { get; init; }

    public required IReadOnlyList<int> Seeds { get; init; }

    public required ExperimentSetup Setup { get; init; }

    /// <summary>Names of the variants to train; null for all.</summary>
    public IReadOnlyList<string>? Rows { get; init; }

    public int? Threads { get; init; }
}
