using Ml.Gan.Networks;
using Ml.Gan.Objectives;

namespace Ml.Gan.Models;

/// <summary>What networks and objectives recommend, in words.</summary>
internal static class RecommendedChoices
{
    /// <summary>"objective hinge", "objective non-saturating with the penalty r1:10".</summary>
    public static string Of(NetworkArchitecture network)
    {
        var objective = network.RecommendedObjective;
        int steps = network.RecommendedDiscriminatorSteps(objective);
        return $"objective {objective.Name}"
            + (network.RecommendedPenalty is { } penalty ? $" with the penalty {penalty.Name}" : "")
            + (steps != objective.RecommendedDiscriminatorSteps ? $" and {steps} discriminator step" : "")
            + (steps > 1 && steps != objective.RecommendedDiscriminatorSteps ? "s" : "");
    }

    /// <summary>
    /// A sentence for each thing that options leave open and a training takes from its network or objective, other than
    /// the plain default.
    /// </summary>
    /// <param name="options">What is asked for, not resolved.</param>
    /// <param name="objectiveOption">Where another objective is named, for example <c>--objective</c>.</param>
    /// <param name="penaltyOption">Where another penalty is named.</param>
    public static IEnumerable<string> Of(
        LatentGanOptions options, string objectiveOption, string penaltyOption)
    {
        var (network, penalty) = (options.Network, options.Penalty);
        bool isRecommended = !options.NamesObjective && options.Objective == network.RecommendedObjective;
        bool isPlain = network.RecommendedObjective == new NonSaturating() && network.RecommendedPenalty is null;
        if (!options.NamesObjective && !isRecommended)
            yield return $"{network.Name}: objective {options.Objective.Name}, as the penalty {penalty!.Name} takes "
                + $"the place of {network.RecommendedObjective.Name}'s own, which the network recommends; "
                + $"{objectiveOption} names another.";
        else if (isRecommended && !isPlain)
            yield return $"{network.Name}: {Taken(options)}, recommended by the network; {objectiveOption} "
                + "names another.";
        else if (penalty is not null && !options.NamesPenalty)
            yield return options.KeepsRecommendedPenalty
                ? $"{network.Name}: penalty {penalty.Name}, recommended by the network; {penaltyOption} names another."
                : $"{options.Objective.Name}: penalty {penalty.Name}, recommended by the objective; {penaltyOption} "
                    + "names another.";
    }

    private static string Taken(LatentGanOptions options)
    {
        var (objective, network) = (options.Objective, options.Network);
        int steps = network.RecommendedDiscriminatorSteps(objective);
        bool takesSteps = options.DiscriminatorSteps is null && steps != objective.RecommendedDiscriminatorSteps;
        return $"objective {objective.Name}"
            + (options.Penalty is not null && !options.NamesPenalty
                ? $" with the penalty {options.Penalty.Name}" : "")
            + (takesSteps ? $" and {steps} discriminator step{(steps == 1 ? "" : "s")}" : "");
    }
}
