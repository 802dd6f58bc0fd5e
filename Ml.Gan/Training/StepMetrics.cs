namespace Ml.Gan.Training;

/// <summary>Numbers of one training step. What belongs to a discriminator is null where there is none.</summary>
/// <param name="DiscriminatorLoss">Loss of the discriminator or critic, penalty included, in its last update of the step.</param>
/// <param name="GeneratorLoss">Loss of the generator.</param>
/// <param name="RealScore">
/// Mean D of the real batch: a probability in [0, 1] where D gives logits, else D's raw value; where D has an output for each class,
/// <see cref="Objectives.Objective.Score"/>, a probability or a value likewise.
/// </param>
/// <param name="GeneratedScore">The same for the generated batch.</param>
public sealed record StepMetrics(double? DiscriminatorLoss, double GeneratorLoss, double? RealScore, double? GeneratedScore)
{
    /// <summary>Probability p of each change that an adaptive augmentation makes, in [0, 1]; null without one.</summary>
    public double? AugmentationProbability { get; init; }

    /// <summary>Weighted loss of recognising codes; null where there are none.</summary>
    public double? CodesLoss { get; init; }

    /// <summary>Cross-entropy of labelled samples, where D classifies; else null.</summary>
    public double? ClassLoss { get; init; }

    /// <summary>Share of them that D classifies rightly, in [0, 1].</summary>
    public double? ClassAccuracy { get; init; }

    /// <summary>Whether all numbers are finite. Where they aren't, the training has diverged.</summary>
    public bool AreFinite => new[] { DiscriminatorLoss, GeneratorLoss, RealScore, GeneratedScore, CodesLoss, ClassLoss }.All(n => n is null || double.IsFinite(n.Value));
}
