using System.Globalization;

namespace Ml.Gan.Data;

/// <summary>Which class each sample of a cache belongs to.</summary>
/// <param name="Labels">A label for each sample, -1 where it is not known; nothing where the samples carry none.</param>
/// <param name="Names">The classes' names by label.</param>
internal sealed record SampleClasses(int[] Labels, IReadOnlyList<string> Names)
{
    /// <exception cref="GanDataException">There are not as many labels as samples, or one is out of range.</exception>
    public static SampleClasses Of(string data, long count, int[]? labels, IReadOnlyList<string>? names)
    {
        if (labels is null)
            return new SampleClasses([], []);
        if (labels.Length != count)
            throw new GanDataException($"'{data}' has {count} samples but {labels.Length} labels.");
        if (labels.Min() < -1)
            throw new GanDataException($"'{data}' has the label {labels.Min()}; labels count from 0, and -1 stands for one that is not known.");
        if (labels.Max() >= names?.Count)
            throw new GanDataException($"'{data}' has the label {labels.Max()}, but names for {names.Count} classes only.");
        return new SampleClasses(labels, names ?? Numbers(labels.Max() + 1));
    }

    private static string[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(label => label.ToString(CultureInfo.InvariantCulture))];
}
