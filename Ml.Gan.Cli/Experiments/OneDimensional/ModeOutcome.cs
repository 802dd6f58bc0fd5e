namespace Ml.Gan.Cli.Experiments.OneDimensional;

/// <summary>What became of the modes of a mixture.</summary>
internal enum ModeOutcome
{
    /// <summary>Neither of the others.</summary>
    Other,

    /// <summary>Each mode has at least half of the samples that it should have within 3 of its standard deviations.</summary>
    FindsAll,

    /// <summary>At least 95 % of the samples are nearest to one mode, and their mean is within that mode's 3 standard deviations.</summary>
    CollapsesOntoOne,

    /// <summary>The samples lie around the mean of the whole mixture: their mean is nearer to it than to any mode.</summary>
    AveragesAll,
}
