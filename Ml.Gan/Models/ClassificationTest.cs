using Ml.Gan.Data;

namespace Ml.Gan.Models;

/// <summary>How a discriminator that classifies does on samples that it was not trained on.</summary>
/// <param name="Count">Samples whose class is known.</param>
/// <param name="Wrong">Those of them whose likeliest class is another.</param>
public sealed record ClassificationTest(int Count, int Wrong)
{
    private const int BatchSize = 250;

    /// <summary>Share that is classified wrongly, in [0, 1]; NaN without samples.</summary>
    public double Error => Wrong / (double)Count;

    /// <summary>
    /// Classifies all samples of a source; those without a label don't count. Classes are matched by their names.
    /// </summary>
    /// <param name="gan">A model with an objective that tells classes apart.</param>
    /// <param name="samples">Labeled samples, not endless.</param>
    /// <exception cref="GanDataException">
    /// The samples carry no labels, or have a class that the discriminator doesn't know.
    /// </exception>
    /// <exception cref="InvalidOperationException">The discriminator doesn't tell classes apart.</exception>
    public static ClassificationTest Run(LatentGan gan, ISampleSource samples)
    {
        ArgumentNullException.ThrowIfNull(gan);
        ArgumentNullException.ThrowIfNull(samples);
        long count = samples.Count ?? throw new ArgumentException(
            "Endless samples can't all be classified.", nameof(samples));
        int[] known = ClassesOf(samples, [.. gan.Classes]);
        var test = new ClassificationTest(0, 0);
        for (long start = 0; start < count; start += BatchSize)
        {
            int size = (int)Math.Min(BatchSize, count - start);
            test = test.With(gan, samples, known, [.. Enumerable.Range(0, size).Select(i => start + i)]);
        }

        return test;
    }

    /// <summary>The discriminator's label of each class of samples.</summary>
    private static int[] ClassesOf(ISampleSource samples, string[] classes)
    {
        if (samples.Labels is not { } labels)
            throw new GanDataException($"{MissingLabels.Of(samples)}. There is nothing to test a classifier by.");
        string? unknown = classes.Length == 0
            ? null
            : labels.ClassNames.FirstOrDefault(name => !classes.Contains(name));
        return unknown is null
            ? [.. labels.ClassNames.Select(name => Array.IndexOf(classes, name))]
            : throw new GanDataException(
                $"'{samples.Name}' has a class '{unknown}', which the discriminator doesn't know; it tells "
                + $"{ShortText.List(classes)} apart.");
    }

    private ClassificationTest With(LatentGan gan, ISampleSource samples, int[] labelOf, long[] indices)
    {
        float[] values = new float[indices.Length * samples.Shape.Length];
        samples.Read(indices, values);
        long[] labels = [.. samples.Labels!.Read(indices).Select(label => label < 0 ? label : labelOf[label])];
        var classes = gan.Classify(values).Chunk(gan.Classes.Count).Select(
            probabilities => (long)Array.IndexOf(probabilities, probabilities.Max()));
        var known = classes.Zip(labels).Where(pair => pair.Second >= 0).ToArray();
        return new ClassificationTest(Count + known.Length, Wrong + known.Count(pair => pair.First != pair.Second));
    }
}
