namespace Ml.Gan.Training;

/// <summary>Metrics that belong into one chart.</summary>
internal static class MetricGroup
{
    /// <summary>Losses of phases, which their optimizers make smaller.</summary>
    public const string Losses = "losses";

    /// <summary>D(x) and D(G(z)): how real real and generated samples look to a discriminator, from 0 to 1.</summary>
    public const string Scores = "scores";

    /// <summary>Parts of losses.</summary>
    public const string Terms = "terms";

    /// <summary>Metrics with a range of their own.</summary>
    public const string Others = "others";

    private static readonly string[] s_scores = ["d_real", "d_fake"];

    /// <summary>The group of a metric, by its name in <see cref="TrainingStep.Metrics"/>.</summary>
    /// <param name="name">The name.</param>
    /// <param name="phases">The phases of its step.</param>
    public static string Of(string name, IEnumerable<Phase> phases) =>
        s_scores.Any(score => name.StartsWith(score, StringComparison.Ordinal)) ? Scores
        : name.EndsWith("_loss", StringComparison.Ordinal) ? Losses
        : phases.Any(phase => name.StartsWith($"{phase.Name}_", StringComparison.Ordinal)) ? Terms
        : Others;
}
