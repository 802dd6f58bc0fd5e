namespace Ml.Gan.Cli.Experiments;

/// <summary>One training of an experiment, completed.</summary>
/// <param name="Variant">Which of the ways of training.</param>
/// <param name="Seed">Its seed.</param>
/// <param name="Steps">Generator steps.</param>
/// <param name="Seconds">Time that the training took.</param>
/// <param name="Observer">What was seen of it.</param>
/// <param name="Figures">What was measured; empty where it failed.</param>
/// <param name="Problem">Why it failed; null where it didn't.</param>
internal sealed record Trial(
    string Variant,
    int Seed,
    long Steps,
    double Seconds,
    TrialObserver Observer,
    IReadOnlyDictionary<string, double> Figures,
    string? Problem);
