using Ml.Gan.Data;

namespace Ml.Gan.Models;

/// <summary>
/// Any vector of numbers that comes with a sample; best scaled to about [-1, 1] (Mirza and Osindero, 2014).
/// </summary>
[CatalogEntry("a vector of numbers that comes with a sample", "CGAN: Mirza and Osindero, 2014",
    Argument =
        "projection: the discriminator meets it in an inner product (Miyato and Koyama, 2018); default: next to the "
        + "image")]
public sealed record VectorCondition : Condition, ITakesArgument<Condition>
{
    /// <inheritdoc/>
    public override string Name => "vector";

    /// <inheritdoc/>
    public override int SizeFor(ISampleSource data) => data.Conditions is { } conditions
        ? conditions.Size
        : throw new GanDataException(
            $"'{data.Name}' carries no vectors to condition on. Give data with them ({SampleSource.ConditionedKinds}, "
            + "or a file of them with "
            + "--conditions; in code, SourceWithVectors), or leave the condition out.");

    Condition ITakesArgument<Condition>.WithArgument(string argument) => ConditionArgument.Apply(this, argument);
}
