namespace Ml.Gan.Data;

/// <summary>Samples that each come with a vector of numbers, which a generator can be asked for.</summary>
public interface IConditionedSampleSource : ISampleSource
{
    /// <summary>Length c of the vectors; 0 means that the samples carry none.</summary>
    int ConditionSize { get; }

    /// <summary>Reads the vectors of samples, one after the other, in the order of <paramref name="indices"/>.</summary>
    /// <exception cref="InvalidOperationException">The samples carry no vectors.</exception>
    /// <exception cref="ArgumentException">The destination is not c times as long as <paramref name="indices"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An index is negative or not below the number of samples.</exception>
    void ReadConditions(ReadOnlySpan<long> indices, Span<float> destination);
}
