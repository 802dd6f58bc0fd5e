using System.Globalization;

namespace Ml.Gan.Data;

/// <summary>Samples of which each belongs to one of several classes.</summary>
public interface ILabelledSampleSource : ISampleSource
{
    /// <summary>Number of classes; labels run from 0 to one less. 0 means that the samples carry no labels.</summary>
    int ClassCount { get; }

    /// <summary>What the classes are called, by label. Default their numbers.</summary>
    IReadOnlyList<string> ClassNames => [.. Enumerable.Range(0, ClassCount).Select(label => label.ToString(CultureInfo.InvariantCulture))];

    /// <summary>Reads the labels of samples, in the order of <paramref name="indices"/>; -1 where a label is not known.</summary>
    /// <exception cref="InvalidOperationException">The samples carry no labels.</exception>
    /// <exception cref="ArgumentException">The destination is not as long as <paramref name="indices"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An index is negative or not below the number of samples.</exception>
    void ReadLabels(ReadOnlySpan<long> indices, Span<long> destination);
}
