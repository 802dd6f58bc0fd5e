using Ml.Gan.Training;

namespace Ml.Gan.Cli.Experiments;

/// <summary>One of the ways of training that an experiment compares.</summary>
/// <param name="Name">Name in tables and legends.</param>
/// <param name="CreateOptions">Its options; the seed is set by the one who calls.</param>
internal sealed record Variant(string Name, Func<TrainingOptions> CreateOptions)
{
    /// <summary>Its options with the objective's recommendations where nothing else is asked for.</summary>
    public TrainingOptions ResolveOptions()
    {
        var options = CreateOptions();
        options.GeneratorOptimizer ??= options.Objective.RecommendedOptimizer;
        options.DiscriminatorOptimizer ??= options.Objective.RecommendedOptimizer;
        options.DiscriminatorSteps ??= options.Objective.RecommendedDiscriminatorSteps;
        options.WeightClipping = options.EffectiveWeightClipping;
        return options;
    }
}
