using Ml.Gan.Data;

namespace Ml.Gan.Cli.Experiments.Digits;

/// <summary>Samples without the labels that they may have.</summary>
internal sealed class Unlabelled(ISampleSource samples) : ISampleSource
{
    public string Name => samples.Name;

    public string? License => samples.License;

    public SampleShape Shape => samples.Shape;

    public long? Count => samples.Count;

    public void Read(ReadOnlySpan<long> indices, Span<float> destination) => samples.Read(indices, destination);

    public void Dispose() => samples.Dispose();
}
