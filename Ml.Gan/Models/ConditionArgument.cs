namespace Ml.Gan.Models;

/// <summary>Reads what follows a condition's name on the command line.</summary>
internal static class ConditionArgument
{
    private const string Projection = "projection";

    /// <exception cref="GanOptionException">The argument is not known.</exception>
    public static Condition Apply(Condition condition, string argument) => argument == Projection
        ? condition with { Projection = true }
        : throw new GanOptionException(nameof(LatentGanOptions.Condition),
            $"The condition {condition.Name} takes the argument {Projection} or none, not '{argument}'.");
}
