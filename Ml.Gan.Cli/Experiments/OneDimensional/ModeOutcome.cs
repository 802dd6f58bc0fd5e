namespace Ml.Gan.Cli.Experiments.OneDimensional;

/// <summary>What became of the modes of a mixture.</summary>
internal enum ModeOutcome
{
    /// <summary>None of the others.</summary>
    Other,

    /// <summary>
    /// Each mode is the nearest one of at least half as many samples as it should be, and few samples lie between the modes.
    /// </summary>
    FindsAll,

    /// <summary>At least 95 % of the samples are nearest to one mode, and their mean is within 3 standard deviations of it.</summary>
    CollapsesOntoOne,

    /// <summary>Many samples lie between the modes, and their mean is nearer to that of the whole mixture than to any mode.</summary>
    AveragesAll,
}
