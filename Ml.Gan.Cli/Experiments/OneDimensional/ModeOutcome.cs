namespace Ml.Gan.Cli.Experiments.OneDimensional;

/// <summary>What became of the modes of a mixture.</summary>
internal enum ModeOutcome
{
    /// <summary>Neither of the others.</summary>
    Other,

    /// <summary>The distribution functions of data and generated samples differ by at most 0.06 (the Kolmogorov-Smirnov distance).</summary>
    FindsAll,

    /// <summary>At least 95 % of the samples are nearest to one mode, and their mean is within 3 standard deviations of it.</summary>
    CollapsesOntoOne,

    /// <summary>The samples lie around the mean of the whole mixture: their mean is nearer to it than to any mode.</summary>
    AveragesAll,
}
