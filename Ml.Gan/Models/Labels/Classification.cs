using Ml.Gan.Data;
using Ml.Gan.Objectives;
using Ml.Gan.Training;
using static TorchSharp.torch;

namespace Ml.Gan.Models.Labels;

/// <summary>
/// Classification by a discriminator (<see cref="IClassifyingObjective"/>): its metrics, and, where the objective
/// learns the classes from labeled samples of their own, their cross-entropy in D's loss.
/// </summary>
internal sealed class Classification : IDisposable
{
    private readonly SampleSubset? _samples;
    private readonly BatchReader? _batches;

    private Classification()
    {
    }

    private Classification(SampleSubset samples, BatchReader batches) => (_samples, _batches) = (samples, batches);

    /// <summary>Whether the labels are those of the real batch, rather than of batches of their own.</summary>
    public bool UsesRealBatch => _batches is null;

    /// <summary>The classification that the options ask for; null where the objective doesn't classify.</summary>
    /// <exception cref="GanDataException">There are fewer labels than the options ask for.</exception>
    public static Classification? For(LatentGanOptions options, ISampleSource data, RandomStreams random, Device device)
    {
        if (options.Objective is not IClassifyingObjective classifying)
            return null;
        if (classifying.NeedsEveryLabel)
            return new Classification();
        long[] chosen = LabeledSamples.Choose(data, options.LabeledSamples, random.SeedOf(SeedStream.LabeledChoice));
        var samples = new SampleSubset(data, chosen);
        return new Classification(samples, new BatchReader(
            samples, Conditioning.None, labels: true, Math.Min(options.BatchSize, chosen.Length),
            random.SeedOf(SeedStream.LabeledShuffling), device,
            options.Mirror ? random[SeedStream.Mirroring] : null));
    }

    /// <summary>Adds D's cross-entropy, or reports that of the real batch.</summary>
    /// <param name="losses">D's losses.</param>
    /// <param name="real">D of the real batch.</param>
    /// <param name="evaluate">What D makes of a batch.</param>
    public void AddTo(LossTerms losses, EvaluatedBatch real, Func<RealBatch, EvaluatedBatch> evaluate)
    {
        var labeled = _batches is null ? real : evaluate(_batches.Next());
        var (scores, labels) = (labeled.Outputs!, labeled.Labels!);
        var loss = nn.functional.cross_entropy(scores, labels);
        if (_batches is not null)
            losses.Add("classes", loss);
        losses.Report("class_loss", () => loss);
        losses.Report("class_accuracy", () => scores.argmax(1).eq(labels).to_type(ScalarType.Float32).mean());
    }

    public void Dispose()
    {
        _batches?.Dispose();
        _samples?.Dispose();
    }
}
