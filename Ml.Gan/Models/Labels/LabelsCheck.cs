using Ml.Gan.Objectives;

namespace Ml.Gan.Models.Labels;

/// <summary>Refuses options that don't go with an objective that classifies, or with one that doesn't.</summary>
internal static class LabelsCheck
{
    /// <exception cref="GanOptionException">An option makes no sense with the objective.</exception>
    public static void CheckLabels(this LatentGanOptions options)
    {
        string name = options.Objective.Name;
        var classifying = options.Objective as IClassifyingObjective;
        if (options.LabeledSamples is { } count)
            CheckCount(count, name, classifying);
        if (classifying is null)
            return;
        if (options.Packing > 1)
            throw new GanOptionException(nameof(options.Packing),
                $"With the objective {name} D names the class of single samples, but here it sees packs. Leave the "
                + "packing out.");
        if (classifying.GeneratesByLabel && options.Condition is not LabelCondition)
            throw new GanOptionException(nameof(options.Condition),
                $"The objective {name} compares samples with those generated for the same label. Give the condition "
                + "label.");
        if (!classifying.GeneratesByLabel && options.Condition is { } condition)
            throw new GanOptionException(nameof(options.Condition),
                $"With the objective {name} D has to find out what samples are, so nothing teaches G the condition "
                + $"{condition.Name}. Leave it "
                + "out, or take conditional-loss-sensitive or semi-supervised-loss-sensitive for generating by label.");
        if (options.Condition is { Projection: true })
            throw new GanOptionException(nameof(options.Condition),
                $"With the objective {name} D isn't told the condition, so it can't be projected. Leave the "
                + "projection out.");
    }

    private static void CheckCount(int count, string objective, IClassifyingObjective? classifying)
    {
        const string Option = nameof(LatentGanOptions.LabeledSamples);
        if (count < 1)
            throw new GanOptionException(Option, $"The number of labeled samples must be at least 1; it is {count}.");
        if (classifying is null or { NeedsEveryLabel: true })
            throw new GanOptionException(Option,
                $"The objective {objective} doesn't learn from a part of the labels. Leave their number out, or "
                + "choose semi-supervised or "
                + "semi-supervised-loss-sensitive.");
    }
}
