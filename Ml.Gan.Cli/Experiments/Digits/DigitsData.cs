using Ml.Gan.Catalogs;
using Ml.Gan.Data;
using Ml.Gan.Metrics;

namespace Ml.Gan.Cli.Experiments.Digits;

/// <summary>28×28 grey images, and how generated ones are judged by them.</summary>
internal static class DigitsData
{
    private const int Seed = 0;

    /// <summary>The metrics of the tables: name of the figure and heading. Those of classes need labelled data.</summary>
    public static readonly IReadOnlyList<(string Figure, string Title, string Format)> Columns =
    [
        ("frechet", "Fréchet distance", "0.0"),
        ("precision", "precision", "0.00"),
        ("recall", "recall", "0.00"),
        ("classes", "classes", "0.0"),
        ("class_entropy", "class entropy (bits)", "0.00"),
    ];

    public static readonly SampleShape Shape = new(1, 28, 28);

    public static ISampleSource Open(ExperimentSetup setup, int seed, CancellationToken cancellation) => SampleSource.Open(
        setup.Data, new SampleSourceOptions { Size = Shape.Height, Channels = 1, Seed = seed, Warning = setup.Warning }, cancellation);

    /// <summary>
    /// Judges by features of a classifier where the data are labelled; in a quick run by pixels, for which nothing has to be trained.
    /// </summary>
    public static GeneratorEvaluator CreateEvaluator(ExperimentSetup setup, CancellationToken cancellation)
    {
        using var data = Open(setup, Seed, cancellation);
        using var judged = setup.Quick ? new Unlabelled(data) : data;
        bool labelled = judged is ILabelledSampleSource { ClassCount: > 0 };
        string[] names = [.. Columns.Select(column => column.Figure.Replace('_', '-')).Where(name => labelled || !name.StartsWith("class", StringComparison.Ordinal))];
        return new GeneratorEvaluator(judged, new EvaluationOptions
        {
            Count = setup.Quick ? 50 : 2000, Metrics = [.. names.Select(Catalog.Metrics.Parse)], Seed = Seed,
        });
    }
}
