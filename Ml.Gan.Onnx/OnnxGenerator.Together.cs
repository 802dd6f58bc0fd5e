using Ml.Gan.Onnx.Sampling;

namespace Ml.Gan.Onnx;

/// <content>Samples of several who ask, made together.</content>
public sealed partial class OnnxGenerator
{
    /// <summary>
    /// Checks what is asked for and draws its noise, as
    /// <see cref="Sample(int, int, GeneratorConditions?, float?, int)"/> does, and leaves the rest to
    /// <see cref="SampleAll"/>.
    /// </summary>
    /// <inheritdoc cref="Sample(int, int, GeneratorConditions?, float?, int)" path="/param"/>
    /// <inheritdoc cref="Sample(int, int, GeneratorConditions?, float?, int)" path="/exception"/>
    public PreparedSample Prepare(
        int count, int seed, GeneratorConditions? conditions = null, float? truncation = null)
    {
        using var call = _guard.Begin();
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        RequireCount(count);
        _noise.RequireTruncation(truncation);
        return new PreparedSample(
            Info,
            count,
            _noise.Of(count, seed, truncation),
            Info.Conditions.Settle(conditions, count, seed),
            Info.Truncation is null ? null : truncation);
    }

    /// <summary>
    /// Makes the images of several samples together, in batches that go on from one sample to the next; those that
    /// differ in the truncation ψ of styles, of which a run has one, in batches of their own.
    /// </summary>
    /// <param name="samples">What <see cref="Prepare"/> of this generator gave.</param>
    /// <param name="cancellationToken">Ends the work, also in the middle of a batch.</param>
    /// <returns>
    /// The images of each sample, in the order of the samples: those of
    /// <see cref="Sample(int, int, GeneratorConditions?, float?, int)"/>, to the precision that runs of other sizes
    /// have.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// A sample was prepared by another generator, or there are too many images for one array.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    /// <exception cref="ObjectDisposedException">The generator has been disposed of.</exception>
    public IReadOnlyList<ImageBatch> SampleAll(
        IReadOnlyList<PreparedSample> samples, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(samples);
        using var call = _guard.Begin();
        if (samples.Any(sample => !ReferenceEquals(sample.Generator, Info)))
            throw new ArgumentException("A sample was prepared by another generator.", nameof(samples));
        var made = new ImageBatch[samples.Count];
        foreach (var together in Enumerable.Range(0, samples.Count).GroupBy(i => samples[i].StyleTruncation))
        {
            int[] places = [.. together];
            var images = SampleTogether([.. places.Select(i => samples[i])], together.Key, cancellationToken);
            for (int i = 0; i < places.Length; i++)
                made[places[i]] = images[i];
        }

        return made;
    }

    private ImageBatch[] SampleTogether(
        PreparedSample[] samples, float? truncation, CancellationToken cancellationToken)
    {
        int count = (int)Math.Min(int.MaxValue, samples.Sum(sample => (long)sample.Count));
        RequireCount(count);
        float[] images = new float[count * Info.OutputLength];
        Run(
            InputRows.Join([.. samples.Select(sample => sample.Noise)]),
            GeneratorConditions.Join([.. samples.Select(sample => sample.Conditions)]),
            count,
            truncation,
            images,
            cancellationToken);
        if (samples.Length == 1)
            return [Batch(images)];
        var made = new ImageBatch[samples.Length];
        int first = 0;
        for (int i = 0; i < samples.Length; i++)
        {
            int length = samples[i].Count * Info.OutputLength;
            made[i] = Batch(images.AsSpan(first, length).ToArray());
            first += length;
        }

        return made;
    }
}
