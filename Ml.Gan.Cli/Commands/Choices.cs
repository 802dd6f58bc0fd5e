using Ml.Gan.Networks;
using Ml.Gan.Training;

namespace Ml.Gan.Cli.Commands;

/// <summary>What the command line calls the library's parts.</summary>
internal static class Choices
{
    public static readonly IReadOnlyDictionary<string, MinibatchFeature> MinibatchFeatures = new Dictionary<string, MinibatchFeature>
    {
        ["stddev"] = MinibatchFeature.StandardDeviation,
        ["discrimination"] = MinibatchFeature.Discrimination,
    };

    public static readonly IReadOnlyDictionary<string, OptimizerSettings> Optimizers =
        Catalog.Optimizers.Entries.ToDictionary(entry => entry.Name, entry => Catalog.Optimizers.Parse(entry.Name));
}
