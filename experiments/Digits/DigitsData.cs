using Ml.Gan.Data;
using Ml.Gan.Metrics;

namespace Ml.Gan.Experiments.Digits;

/// <summary>28×28 gray images, and how generated ones are compared with them.</summary>
internal static class DigitsData
{
    private const int Seed = 0;

    /// <summary>
    /// The measures of the tables: name of the figure, heading and format. Those of classes need labeled data.
    /// </summary>
    public static readonly IReadOnlyList<(string Figure, string Title, string Format)> Columns =
    [
        ("frechet", "Fréchet distance", "0.0"),
        ("precision", "precision", "0.00"),
        ("recall", "recall", "0.00"),
        ("classes", "classes", "0.0"),
        ("class_entropy", "class entropy (bits)", "0.00"),
    ];

    public static readonly SampleShape Shape = new(1, 28, 28);

    public static ISampleSource Open(ExperimentSetup setup, int seed, CancellationToken cancellation) =>
        SampleSource.Open(
            setup.Data,
            new SampleSourceOptions { Size = Shape.Height, Channels = 1, Seed = seed, Warning = setup.Warning },
            cancellation);

    /// <summary>
    /// Compares by features of a classifier where the data are labeled; in a quick run by pixels, for which nothing has
    /// to be trained.
    /// </summary>
    public static GeneratorEvaluator CreateEvaluator(ExperimentSetup setup, CancellationToken cancellation)
    {
        using var data = Open(setup, Seed, cancellation);
        using var compared = setup.Quick ? new Unlabeled(data) : data;
        bool isLabeled = compared.Labels is not null;
        string[] names =
        [
            .. Columns.Select(column => column.Figure.Replace('_', '-'))
                .Where(name => isLabeled || !name.StartsWith("class", StringComparison.Ordinal)),
        ];
        return new GeneratorEvaluator(compared, new EvaluationOptions
        {
            Count = setup.Quick ? 50 : 2000,
            Metrics = [.. names.Select(name => Catalog.Metrics.Parse(name))],
            Seed = Seed,
        });
    }

    /// <summary>Samples without the labels that they may have.</summary>
    private sealed class Unlabeled(ISampleSource samples) : ISampleSource
    {
        public string Name => samples.Name;

        public string? License => samples.License;

        public SampleShape Shape => samples.Shape;

        public long? Count => samples.Count;

        public void Read(ReadOnlySpan<long> indices, Span<float> destination) => samples.Read(indices, destination);

        public void Dispose() => samples.Dispose();
    }
}
