using System.Reflection;
using Ml.Gan.Data;

namespace Ml.Gan.Metrics;

/// <summary>Metric of generated samples: a number that says how good they are.</summary>
/// <param name="Name">Name on the command line and in JSON: "mmd".</param>
/// <param name="Title">Name for people: "MMD²".</param>
/// <param name="Direction">Which values are better.</param>
public abstract record Metric(string Name, string Title, MetricDirection Direction)
{
    /// <summary>The metrics that a name stands for.</summary>
    internal static Catalog<Metric> All { get; } =
        new(nameof(EvaluationOptions.Metrics), "metric", metric => metric.Name);

    /// <summary>Meaning of the number, in a few words. Default: what the catalog says.</summary>
    public virtual string Description => GetType().GetCustomAttribute<CatalogEntryAttribute>()?.Description ?? "";

    /// <summary>Unit, or an empty string. Default empty.</summary>
    public virtual string Unit => "";

    /// <summary>Whether it compares features, so that its value depends on the feature space. Default true.</summary>
    public virtual bool UsesFeatures => true;

    /// <summary>
    /// Value of the metric. Of a set of other real samples, it is what a perfect generator would get.
    /// </summary>
    /// <param name="real">Real samples.</param>
    /// <param name="candidate">
    /// Samples to evaluate: as many as there are real ones, except with <see cref="EvaluationOptions.AllReal"/>.
    /// </param>
    public abstract double Compute(SampleSet real, SampleSet candidate);

    /// <summary>The same where other real samples are known too. Default: without them.</summary>
    internal virtual double Compute(SampleSet real, SampleSet reference, SampleSet candidate) =>
        Compute(real, candidate);

    /// <summary>Reason why the metric can't be computed of such samples; null where it can. Default null.</summary>
    public virtual string? WhyNotApplicable(SampleSet samples) => null;

    /// <summary>
    /// Metrics that this one stands for where samples have a shape: itself, or one for each component of a vector.
    /// </summary>
    internal virtual IEnumerable<Metric> For(SampleShape shape) => [this];
}

/// <summary>Direction in which a metric improves.</summary>
public enum MetricDirection
{
    /// <summary>Lower values are better.</summary>
    LowerIsBetter,

    /// <summary>Higher values are better.</summary>
    HigherIsBetter,

    /// <summary>The closer to the value of real samples, the better.</summary>
    CloserToRealIsBetter,
}

/// <summary>Value of a metric.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Value">Its value for the generated samples.</param>
/// <param name="Reference">
/// Its value for as many other real samples: what a perfect generator would get, give or take chance. NaN where there
/// are no others, since generated samples were compared with all (<see cref="EvaluationOptions.AllReal"/>).
/// </param>
public sealed record MetricResult(Metric Metric, double Value, double Reference);
