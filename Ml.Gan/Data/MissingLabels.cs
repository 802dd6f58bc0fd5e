namespace Ml.Gan.Data;

/// <summary>What is said of samples that carry no labels.</summary>
internal static class MissingLabels
{
    /// <summary>"'photos' carries no labels to condition on", and why where that is known.</summary>
    /// <param name="source">The samples.</param>
    /// <param name="labels">What they lack. Default "labels".</param>
    public static string Of(ISampleSource source, string labels = "labels") =>
        $"'{source.Name}' carries no {labels}{(source.NoLabelsReason is { } reason ? $": {reason}" : "")}";
}
