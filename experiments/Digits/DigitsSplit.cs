using Ml.Gan.Data;

namespace Ml.Gan.Experiments.Digits;

/// <summary>
/// Labeled digits to learn from, and others to test with: the same ones whatever the seed of a training.
/// </summary>
internal sealed class DigitsSplit : ISampleSource
{
    private const int HeldOutCount = 2000;
    private const int QuickCount = 40;
    private const int Seed = 1;

    private readonly ISampleSource _all;
    private readonly SampleSubset _training;

    /// <exception cref="GanDataException">The data can't be read, or are too few.</exception>
    public DigitsSplit(ExperimentSetup setup, CancellationToken cancellation)
    {
        _all = DigitsData.Open(setup, Seed, cancellation);
        (_training, HeldOut) = SampleSubset.HoldOut(_all, setup.Quick ? QuickCount : HeldOutCount, Seed);
    }

    /// <summary>Samples to test with.</summary>
    public SampleSubset HeldOut { get; }

    public string Name => _training.Name;

    public string? License => _training.License;

    public SampleShape Shape => _training.Shape;

    public long? Count => _training.Count;

    public SampleLabels? Labels => _training.Labels;

    public void Read(ReadOnlySpan<long> indices, Span<float> destination) => _training.Read(indices, destination);

    public void Dispose() => _all.Dispose();
}
