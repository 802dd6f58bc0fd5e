
namespace Ml.Gan.Metrics;

/// <summary>Metric of the classes that a classifier of real images assigns to generated ones.</summary>
/// <inheritdoc cref="Metric"/>
public abstract record ClassMetric(string Name, string Title, MetricDirection Direction)
    : Metric(Name, Title, Direction)
{
    /// <inheritdoc/>
    public override bool UsesFeatures => false;

    /// <inheritdoc/>
    public override string? WhyNotApplicable(SampleSet samples) =>
        samples.Predictions is null ? "it needs labeled images" : null;

    /// <inheritdoc/>
    public override double Compute(SampleSet real, SampleSet candidate)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        return WhyNotApplicable(candidate) is { } reason
            ? throw new ArgumentException($"'{Name}' can't be computed of these samples: {reason}.", nameof(candidate))
            : Compute(candidate.Predictions!, candidate);
    }

    /// <summary>Value of the metric.</summary>
    /// <param name="predictions">The class and its probability for each of N samples.</param>
    /// <param name="samples">The samples themselves, with what they were generated for.</param>
    protected abstract double Compute(ClassPredictions predictions, SampleSet samples);
}

/// <summary>
/// Number of classes that at least one sample is assigned to (Srivastava et al., 2017, on stacked MNIST).
/// </summary>
[CatalogEntry("classes that the classifier finds among the samples", "Srivastava et al., 2017")]
public sealed record ClassesCovered() : ClassMetric("classes", "classes covered", MetricDirection.HigherIsBetter)
{
    /// <inheritdoc/>
    protected override double Compute(ClassPredictions predictions, SampleSet samples) =>
        ModeCoverage.Of(predictions.Classes, predictions.ClassCount).Covered;
}

/// <summary>
/// Entropy of the classes that samples are assigned to: from 0 (one class only) to log₂ K bits (all equally often).
/// </summary>
[CatalogEntry("entropy of the classes found; low where some are rare")]
public sealed record ClassEntropy() : ClassMetric("class-entropy", "class entropy", MetricDirection.HigherIsBetter)
{
    /// <inheritdoc/>
    public override string Unit => "bits";

    /// <inheritdoc/>
    protected override double Compute(ClassPredictions predictions, SampleSet samples) =>
        ModeCounts.Entropy(ModeCounts.Of(predictions.Classes, predictions.ClassCount));
}

/// <summary>
/// Reverse Kullback-Leibler divergence KL(p ‖ uniform) of the classes that samples are assigned to
/// (<see cref="ModeCoverage.Divergence"/>), as reported for stacked MNIST (Srivastava et al., 2017).
/// </summary>
[CatalogEntry("how unevenly samples are spread over the classes", "Srivastava et al., 2017")]
public sealed record ClassDivergence()
    : ClassMetric("class-divergence", "class divergence", MetricDirection.LowerIsBetter)
{
    /// <inheritdoc/>
    public override string Unit => "nats";

    /// <inheritdoc/>
    protected override double Compute(ClassPredictions predictions, SampleSet samples) =>
        ModeCoverage.Of(predictions.Classes, predictions.ClassCount).Divergence;
}

/// <summary>Share of samples whose most probable class exceeds a probability, in [0, 1].</summary>
/// <param name="Threshold">The probability that has to be exceeded. Default 0.9.</param>
[CatalogEntry("share of samples that the classifier is more than 90 % sure of")]
public sealed record ClassifierConfidence(double Threshold)
    : ClassMetric("confidence", "classifier confidence", MetricDirection.HigherIsBetter)
{
    /// <summary>Share of samples whose most probable class has a probability above 0.9.</summary>
    public ClassifierConfidence()
        : this(0.9)
    {
    }

    /// <inheritdoc/>
    public override string Description =>
        $"share of samples that the classifier is more than {100 * Threshold:0.##} % sure of";

    /// <inheritdoc/>
    protected override double Compute(ClassPredictions predictions, SampleSet samples) =>
        predictions.Confidences.Count(confidence => confidence > Threshold) / (double)predictions.Confidences.Length;
}

/// <summary>
/// Accuracy, in [0, 1], of a classifier of real images on generated ones, against the labels that they were generated
/// for (GAN-test: Shmelkov, Schmid and Alahari, 2018).
/// </summary>
[CatalogEntry("share of samples whose class is the one asked for", "Shmelkov, Schmid and Alahari, 2018")]
public sealed record LabelAgreement()
    : ClassMetric("label-agreement", "label agreement", MetricDirection.HigherIsBetter)
{
    /// <inheritdoc/>
    public override string? WhyNotApplicable(SampleSet samples) => samples.Targets?.Labels is null
        ? "it needs a generator that is asked for the classes of the data"
        : base.WhyNotApplicable(samples);

    /// <inheritdoc/>
    protected override double Compute(ClassPredictions predictions, SampleSet samples) =>
        predictions.Classes.Zip(samples.Targets!.Labels!).Count(pair => pair.First == pair.Second)
        / (double)predictions.Classes.Length;
}

/// <summary>
/// Accuracy, in [0, 1], of the first categorical code as a classifier of its own samples, under the best one-to-one
/// assignment of codes to classes on the same samples (InfoGAN: Chen et al., 2016).
/// </summary>
[CatalogEntry("share of samples whose class is the one that their code d1 stands for", "Chen et al., 2016")]
public sealed record CodeAccuracy() : ClassMetric("code-accuracy", "code accuracy", MetricDirection.HigherIsBetter)
{
    /// <inheritdoc/>
    public override string? WhyNotApplicable(SampleSet samples) => samples.Targets?.Codes is null
        ? "it needs a generator with a categorical code, and labeled images"
        : base.WhyNotApplicable(samples);

    /// <inheritdoc/>
    protected override double Compute(ClassPredictions predictions, SampleSet samples)
    {
        var targets = samples.Targets!;
        int[,] counts = new int[targets.CodeCategories, predictions.ClassCount];
        foreach (var (code, found) in targets.Codes!.Zip(predictions.Classes))
            counts[code, found]++;
        int[] classes = HungarianAlgorithm.Assign(counts);
        int right = classes.Select((found, code) => found < 0 ? 0 : counts[code, found]).Sum();
        return right / (double)predictions.Classes.Length;
    }
}
