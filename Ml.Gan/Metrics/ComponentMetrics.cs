using System.Globalization;
using Ml.Gan.Data;
using Ml.Gan.Native;
using static TorchSharp.torch;

namespace Ml.Gan.Metrics;

/// <summary>Mean and standard deviation of each component.</summary>
/// <param name="Means">D means.</param>
/// <param name="Deviations">D standard deviations, from the unbiased variance (divided by N − 1).</param>
public sealed record ComponentMoments(IReadOnlyList<double> Means, IReadOnlyList<double> Deviations)
{
    /// <summary>Sample mean and standard deviation of at least two rows.</summary>
    public static ComponentMoments Of(SampleRows rows)
    {
        SampleRows.RequireComparable(rows, rows, 2);
        using var scope = NewDisposeScope();
        using var computation = FinalizerPause.Begin();
        var values = rows.ToTensor();
        return new ComponentMoments(values.mean([0]).data<double>().ToArray(), values.std(0).data<double>().ToArray());
    }
}

/// <summary>Metric of one component of vectors.</summary>
/// <param name="Name">Name on the command line and in JSON.</param>
/// <param name="Title">Name for people.</param>
/// <param name="Component">Index of the component, from 0; null for each of the first 16, a metric each.</param>
public abstract record ComponentMetric(string Name, string Title, int? Component)
    : Metric(
        Name,
        Component is null ? Title : $"{Title} of component {Component}",
        MetricDirection.CloserToRealIsBetter),
    ITakesArgument<Metric>
{
    private const int MostComponents = 16;

    /// <inheritdoc/>
    public override bool UsesFeatures => false;

    /// <inheritdoc/>
    public override string? WhyNotApplicable(SampleSet samples) => samples.Shape.IsImage ? "it is for vectors"
        : Component >= samples.Shape.Length ? $"the vectors have {samples.Shape.Length} components"
        : null;

    /// <inheritdoc/>
    public override double Compute(SampleSet real, SampleSet candidate)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        int component =
            Component ?? throw new InvalidOperationException($"'{Name}' is computed of one component; choose it.");
        return Values(ComponentMoments.Of(candidate.Samples))[component];
    }

    /// <summary>The values of all components.</summary>
    protected abstract IReadOnlyList<double> Values(ComponentMoments moments);

    /// <summary>The same metric of a component.</summary>
    protected abstract Metric Of(int component);

    internal override IEnumerable<Metric> For(SampleShape shape) => Component is null && !shape.IsImage
        ? Enumerable.Range(0, Math.Min(shape.Length, MostComponents)).Select(Of)
        : [this];

    Metric ITakesArgument<Metric>.WithArgument(string argument) =>
        int.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out int component)
            ? Of(component)
            : throw new GanOptionException(
                nameof(EvaluationOptions.Metrics),
                $"The metric {Name} takes the index of a component, from 0, not '{argument}'.");
}

/// <summary>Mean of one component of vectors.</summary>
/// <param name="Component">Index of the component, from 0; null for each of the first 16, a metric each.</param>
[CatalogEntry("mean of each component of vectors", Argument = "the index of a component, from 0; default the first 16")]
public sealed record ComponentMean(int? Component) : ComponentMetric("mean", "mean", Component)
{
    /// <summary>Mean of each of the first 16 components.</summary>
    public ComponentMean()
        : this((int?)null)
    {
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<double> Values(ComponentMoments moments) => moments.Means;

    /// <inheritdoc/>
    protected override Metric Of(int component) => new ComponentMean(component);
}

/// <summary>Standard deviation of one component of vectors.</summary>
/// <param name="Component">Index of the component, from 0; null for each of the first 16, a metric each.</param>
[CatalogEntry(
    "standard deviation of each component of vectors",
    Argument = "the index of a component, from 0; default the first 16")]
public sealed record ComponentDeviation(int? Component) : ComponentMetric("deviation", "standard deviation", Component)
{
    /// <summary>Standard deviation of each of the first 16 components.</summary>
    public ComponentDeviation()
        : this((int?)null)
    {
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<double> Values(ComponentMoments moments) => moments.Deviations;

    /// <inheritdoc/>
    protected override Metric Of(int component) => new ComponentDeviation(component);
}
