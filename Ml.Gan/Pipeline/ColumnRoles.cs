using Ml.Gan.Models;
using Ml.Gan.Objectives;

namespace Ml.Gan.Pipeline;

/// <summary>Settles what the columns that the options name are for.</summary>
internal static class ColumnRoles
{
    /// <summary>Adds the condition that a column's name implies.</summary>
    /// <exception cref="GanOptionException">A column is named that nothing would use, or one is missing.</exception>
    public static void Settle(GanEstimator.Options options)
    {
        bool classifies = options.Objective is IClassifyingObjective;
        if (options.LabelColumnName is not null
            && options.Objective is not IClassifyingObjective { GeneratesByLabel: false })
            options.Condition ??= new LabelCondition();
        if (options.ConditionColumnName is not null)
            options.Condition ??= new VectorCondition();
        CheckLabels(options, classifies);
        CheckVectors(options);
        if (options.CodesColumnName is not null && options.Codes is null)
            throw new GanOptionException(nameof(options.CodesColumnName),
                $"The column '{options.CodesColumnName}' is named for codes, but Options.Codes asks for none. Set it, "
                + "or leave the column out.");
    }

    private static void CheckLabels(GanEstimator.Options options, bool classifies)
    {
        bool conditions = options.Condition is LabelCondition;
        if (conditions && options.LabelColumnName is null)
            throw new GanOptionException(
                nameof(options.LabelColumnName), "To condition on labels, name a column of keys.");
        if (classifies && options.LabelColumnName is null)
            throw new GanOptionException(
                nameof(options.LabelColumnName),
                $"The objective {options.Objective.Name} tells classes apart: name a column of keys.");
        if (options.LabelColumnName is { } label && !conditions && !classifies)
            throw new GanOptionException(nameof(options.LabelColumnName),
                $"Nothing would use the label column '{label}': samples are conditioned on "
                + $"{options.Condition!.Name}s, and the objective {options.Objective.Name} tells no classes apart. "
                + "Leave one of the two columns out; both can go into one condition vector, with MapKeyToVector and "
                + "Concatenate.");
    }

    private static void CheckVectors(GanEstimator.Options options)
    {
        bool conditions = options.Condition is VectorCondition;
        if (conditions && options.ConditionColumnName is null)
            throw new GanOptionException(
                nameof(options.ConditionColumnName), "To condition on vectors, name a column of float vectors.");
        if (!conditions && options.ConditionColumnName is { } column)
            throw new GanOptionException(nameof(options.ConditionColumnName),
                $"Nothing would use the condition column '{column}': samples are conditioned on labels. "
                + "Leave one of the two columns out; both can go into one condition vector, with MapKeyToVector and "
                + "Concatenate.");
    }
}
