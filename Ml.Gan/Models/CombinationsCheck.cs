using Ml.Gan.Data;
using Ml.Gan.Models.Labels;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;

namespace Ml.Gan.Models;

/// <summary>Refuses options that are good ones each, but make no sense together.</summary>
internal static class CombinationsCheck
{
    /// <exception cref="GanOptionException">An option doesn't go with another, or with the data.</exception>
    public static void CheckCombinations(this LatentGanOptions options, SampleShape shape)
    {
        if (!options.Objective.UsesDiscriminator)
            RefuseDiscriminatorOptions(options);
        if (options.Codes is { } codes)
            CheckCodes(options, codes);
        if (options.Condition is { Projection: true } && options.Objective.DiscriminatorOutputs > 1)
            throw new GanOptionException(nameof(options.Condition),
                $"A projected condition is added to one score, but with the objective {options.Objective.Name} D has "
                + $"{options.Objective.DiscriminatorOutputs} outputs. Leave the projection out, or choose another "
                + "objective.");
        options.CheckLabels();
        options.CheckReplicas();
        if (options.WeightClipping is not null)
            CheckWeightClipping(options);
        if (options.Augmentation is not null)
            CheckAugmentation(options, shape);
        CheckRegularizers(options, shape);
        if (options.Mirror && !shape.IsImage)
            throw new GanOptionException(nameof(options.Mirror),
                $"Images are mirrored, but the data are vectors of {shape.Length} numbers. Leave it out, or give the "
                + "image's shape.");
        if (options.MinibatchFeature != MinibatchFeature.None && options.BatchSize / options.Packing < 2)
            throw new GanOptionException(nameof(options.Packing),
                $"A batch of {options.BatchSize} is one pack of {options.Packing}, so a minibatch feature has nothing "
                + "to compare. "
                + "Take smaller packs or a larger batch.");
        if (options.MinibatchFeature == MinibatchFeature.Discrimination
            && options.Penalties().FirstOrDefault(penalty => !penalty.AllowsBatchNorm) is { } slope)
            throw new GanOptionException(nameof(options.MinibatchFeature),
                "Minibatch discrimination makes D's slope at a sample depend on all others, but the penalty "
                + $"{slope.Name} is on each sample's own slope. Take the standard deviation as the minibatch feature, "
                + $"or {(options.NamesPenalty || options.NamesObjective ? "no gradient penalty" : "name an objective, "
                    + "which goes without the penalty that the network recommends")}.");
    }

    private static void RefuseDiscriminatorOptions(LatentGanOptions options)
    {
        (string Option, bool IsGiven)[] given =
        [
            (nameof(options.DiscriminatorOptimizer), options.DiscriminatorOptimizer is not null),
            (nameof(options.DiscriminatorSteps), options.DiscriminatorSteps is not null),
            (nameof(options.Penalty), options.Penalty is not null),
            (nameof(options.WeightClipping), options.WeightClipping is not null),
            (nameof(options.SpectralNorm), options.SpectralNorm),
            (nameof(options.DiscriminatorWeightDecay), options.DiscriminatorWeightDecay > 0),
            (nameof(options.LeCamWeight), options.LeCamWeight > 0),
            (nameof(options.ConsistencyWeight), options.ConsistencyWeight > 0),
            (nameof(options.DiscriminatorDropout), options.DiscriminatorDropout > 0),
            (nameof(options.MinibatchFeature), options.MinibatchFeature != MinibatchFeature.None),
            (nameof(options.InstanceNoise), options.InstanceNoise > 0),
            (nameof(options.Augmentation), options.Augmentation is not null),
            (nameof(options.FrozenDiscriminatorLayers), options.FrozenDiscriminatorLayers > 0),
            (nameof(options.Packing), options.Packing > 1),
            (nameof(options.Codes), options.Codes is not null),
            (nameof(options.Condition), options.Condition is not null),
        ];
        foreach (var (option, isGiven) in given)
        {
            if (isGiven)
                throw new GanOptionException(option,
                    $"The objective {options.Objective.Name} has no discriminator that this could act on. "
                    + "Leave it out, or choose another objective.");
        }
    }

    private static void CheckCodes(LatentGanOptions options, LatentCodes codes)
    {
        if (codes.Size == 0 || codes.Categorical.Any(categories => categories < 2) || codes.Continuous < 0)
            throw new GanOptionException(nameof(options.Codes),
                "Codes need at least one continuous code, or a categorical one of at least 2 categories.");
        if (options.BatchSize < 2)
            throw new GanOptionException(nameof(options.BatchSize),
                "The network that recognizes codes is batch-normalized, which takes batches of at least 2 samples, "
                + "not 1.");
        if (options.Packing > 1)
            throw new GanOptionException(nameof(options.Packing),
                "Codes are recognized in single samples, but D sees packs. Leave the packing or the codes out.");
    }

    private static void CheckRegularizers(LatentGanOptions options, SampleShape shape)
    {
        if (options.RealConsistencyOnly && options.ConsistencyWeight == 0)
            throw new GanOptionException(nameof(options.RealConsistencyOnly),
                "The consistency of real images has the weight 0. Give it a weight, or leave this out.");
        if (options.ConsistencyWeight > 0 && !shape.IsImage)
            throw new GanOptionException(nameof(options.ConsistencyWeight),
                $"Consistency is that of mirrored and moved images, but the data are vectors of {shape.Length} "
                + "numbers. Leave it out, or give the image's shape.");
        if (options.LeCamWeight > 0)
            RequireOneOutput(options, nameof(options.LeCamWeight), "LeCam regularization holds");
        if (options.ConsistencyWeight > 0)
            RequireOneOutput(options, nameof(options.ConsistencyWeight), "Consistency regularization compares");
    }

    private static void RequireOneOutput(LatentGanOptions options, string option, string subject)
    {
        string? outputs = options.Objective is IClassifyingObjective ? "one for each class"
            : options.Objective.DiscriminatorOutputs > 1 ? $"{options.Objective.DiscriminatorOutputs}"
            : null;
        if (outputs is not null)
            throw new GanOptionException(option,
                $"{subject} D's one output, but with the objective {options.Objective.Name} D has {outputs}. Leave it "
                + "out, or choose another objective.");
    }

    private static void CheckWeightClipping(LatentGanOptions options)
    {
        string? reason =
            options.Objective.OutputsLogits
                ? $"the objective {options.Objective.Name} has no critic: its D gives logits, which bounded "
                    + "weights keep from being sure"
            : options.SpectralNorm
                ? "spectral normalization bounds the weights already, and scales a clipped weight up again"
            : options.Penalties().Any()
                ? "the penalty already shapes the critic's slope, towards values that clipped weights can't reach"
            : null;
        if (reason is not null)
            throw new GanOptionException(
                nameof(options.WeightClipping),
                $"Weight clipping makes no sense here: {reason}. Leave one of the two out.");
    }

    private static void CheckAugmentation(LatentGanOptions options, SampleShape shape)
    {
        if (!shape.IsImage)
            throw new GanOptionException(nameof(options.Augmentation),
                $"Augmentation changes images, but the data are vectors of {shape.Length} numbers. Leave it out, or "
                + "give the image's shape.");
        bool signIsVerdict = options.Objective.OutputsLogits && options.Objective.DiscriminatorOutputs == 1;
        if (options.Augmentation is AdaptiveAugmentation && !signIsVerdict)
            throw new GanOptionException(nameof(AdaptiveAugmentation),
                "Adaptive augmentation reads from the sign of D whether D takes real images for real, but with the "
                + "objective "
                + $"{options.Objective.Name} D's output is no logit. Take DiffAugment, or an objective with logits "
                + "such as non-saturating.");
    }
}
