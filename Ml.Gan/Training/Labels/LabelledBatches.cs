using Ml.Gan.Data;
using Ml.Gan.Training.Conditions;
using static TorchSharp.torch;

namespace Ml.Gan.Training.Labels;

/// <summary>Shuffled batches of the samples whose labels may be learnt from.</summary>
internal sealed class LabelledBatches : IDisposable
{
    private readonly SampleSubset _samples;
    private readonly BatchReader _batches;

    /// <exception cref="GanDataException">There are fewer labels than the options ask for.</exception>
    public LabelledBatches(TrainingOptions options, ISampleSource data, Device device)
    {
        long[] chosen = LabelledSamples.Choose(
            data, options.LabelledSamples, SeedStream.LabelledChoice.Derive(options.SeedOrDefault));
        _samples = new SampleSubset(data, chosen);
        _batches = new BatchReader(
            _samples, ConditionPlan.None, labels: true, Math.Min(options.BatchSize, chosen.Length),
            SeedStream.LabelledShuffling.Derive(options.SeedOrDefault), device);
    }

    /// <summary>The next batch; valid until the next call.</summary>
    public RealBatch Next() => _batches.Next();

    public void Dispose()
    {
        _batches.Dispose();
        _samples.Dispose();
    }
}
