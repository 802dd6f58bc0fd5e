using Ml.Gan.Data;

namespace Ml.Gan.Models;

/// <summary>The class of a sample, one-hot (CGAN: Mirza and Osindero, 2014).</summary>
[CatalogEntry("the class of a sample", "CGAN: Mirza and Osindero, 2014",
    Argument =
        "projection: the discriminator meets it in an inner product (Miyato and Koyama, 2018); default: next to the "
        + "image")]
public sealed record LabelCondition : Condition, ITakesArgument<Condition>
{
    /// <inheritdoc/>
    public override string Name => "label";

    /// <inheritdoc/>
    public override int SizeFor(ISampleSource data)
    {
        if (data.Labels is not { } labels)
            throw new GanDataException(
                $"{MissingLabels.Of(data, "labels to condition on")}. Give labeled data ({SampleSource.LabeledKinds}, "
                + "or a key column), or leave the condition out.");
        return labels.ClassCount;
    }

    Condition ITakesArgument<Condition>.WithArgument(string argument) => ConditionArgument.Apply(this, argument);
}
