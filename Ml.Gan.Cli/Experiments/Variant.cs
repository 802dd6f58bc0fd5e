using Ml.Gan.Models;
using Ml.Gan.Training;

namespace Ml.Gan.Cli.Experiments;

/// <summary>One of the ways of training that an experiment compares.</summary>
/// <param name="Name">Name in tables and legends.</param>
/// <param name="CreateOptions">Its options; the seed is set by the one who calls.</param>
internal sealed record Variant(string Name, Func<LatentGanOptions> CreateOptions)
{
    /// <summary>Its options with what network and objective recommend where nothing else is asked for.</summary>
    public LatentGanOptions ResolveOptions() => CreateOptions().Resolve();
}
