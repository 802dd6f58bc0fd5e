using System.Buffers;
using System.Runtime.CompilerServices;
using Ml.Gan.Onnx.Sampling;

namespace Ml.Gan.Onnx;

/// <content>Samples into the caller's memory, into streams, and batch by batch.</content>
public sealed partial class OnnxGenerator
{
    /// <summary>
    /// Makes images from standard normal noise straight into memory of the caller: those of
    /// <see cref="Sample(int, int, GeneratorConditions?, float?, int)"/>, without a copy.
    /// </summary>
    /// <param name="images">
    /// Where the values go, (N, C, H, W): as many images are made as it has room for, a whole number.
    /// </param>
    /// <param name="seed">The seed.</param>
    /// <param name="conditions">What is asked for; null, the default, for the defaults.</param>
    /// <param name="truncation">As for <see cref="Sample(int, int, GeneratorConditions?, float?, int)"/>.</param>
    /// <param name="first">The image to start with. Default 0.</param>
    /// <param name="cancellationToken">Ends the work, also in the middle of a batch.</param>
    /// <exception cref="ArgumentException">
    /// The memory has no room for a whole number of images, or the generator doesn't take what is asked for.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was canceled; some of the images may be there.</exception>
    /// <exception cref="NotSupportedException">
    /// A truncation is given, but the model makes its noise itself and truncates no styles.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The generator has been disposed of.</exception>
    public void SampleInto(
        Memory<float> images,
        int seed,
        GeneratorConditions? conditions = null,
        float? truncation = null,
        int first = 0,
        CancellationToken cancellationToken = default)
    {
        using var call = _guard.Begin();
        int count = Count(images.Length, nameof(images));
        var asked = Begin(conditions, count, seed, truncation, first);
        for (long start = 0; start < count; start += _batchSize)
        {
            int made = (int)Math.Min(_batchSize, count - start);
            var batch = images.Slice((int)start * Info.OutputLength, made * Info.OutputLength);
            RunPart(asked, first + (int)start, made, seed, truncation, batch, cancellationToken);
        }
    }

    /// <summary>
    /// Makes images from standard normal noise as bytes in the order of image files, (N, H, W, C), in memory of the
    /// caller. Values become bytes as by <see cref="ValueRange.ToByte"/>.
    /// </summary>
    /// <param name="pixels">Where the bytes go: as many images are made as it has room for, a whole number.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="conditions">What is asked for; null, the default, for the defaults.</param>
    /// <param name="truncation">As for <see cref="Sample(int, int, GeneratorConditions?, float?, int)"/>.</param>
    /// <param name="first">The image to start with. Default 0.</param>
    /// <param name="cancellationToken">Ends the work, also in the middle of a batch.</param>
    /// <inheritdoc cref="SampleInto" path="/exception"/>
    public void SamplePixelsInto(
        Span<byte> pixels,
        int seed,
        GeneratorConditions? conditions = null,
        float? truncation = null,
        int first = 0,
        CancellationToken cancellationToken = default)
    {
        using var call = _guard.Begin();
        int count = Count(pixels.Length, nameof(pixels));
        var asked = Begin(conditions, count, seed, truncation, first);
        float[] values = ArrayPool<float>.Shared.Rent(Math.Min(count, _batchSize) * Info.OutputLength);
        try
        {
            for (long start = 0; start < count; start += _batchSize)
            {
                int made = (int)Math.Min(_batchSize, count - start);
                var batch = values.AsMemory(0, made * Info.OutputLength);
                RunPart(asked, first + (int)start, made, seed, truncation, batch, cancellationToken);
                ToPixels(batch.Span, pixels[(int)(start * Info.OutputLength)..]);
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(values);
        }
    }

    /// <summary>
    /// Makes images from standard normal noise and writes them to a stream as bytes in the order of image files, (N, H,
    /// W, C), batch by batch: memory doesn't depend on their number.
    /// </summary>
    /// <param name="stream">Where they are written to.</param>
    /// <param name="count">How many images, N.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="conditions">What is asked for; null, the default, for the defaults.</param>
    /// <param name="truncation">As for <see cref="Sample(int, int, GeneratorConditions?, float?, int)"/>.</param>
    /// <param name="first">The image to start with. Default 0.</param>
    /// <param name="cancellationToken">Ends the work, also in the middle of a batch.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    /// <inheritdoc cref="SampleInto" path="/exception"/>
    public async Task WritePixelsAsync(
        Stream stream,
        int count,
        int seed,
        GeneratorConditions? conditions = null,
        float? truncation = null,
        int first = 0,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        byte[] pixels = [];
        await foreach (var batch in SampleBatchesAsync(count, seed, conditions, truncation, first, cancellationToken)
            .ConfigureAwait(false))
        {
            if (pixels.Length != batch.Values.Length)
                pixels = new byte[batch.Values.Length];
            ToPixels(batch.Values.Span, pixels);
            await stream.WriteAsync(pixels, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Makes images from standard normal noise on a thread of the pool: those of
    /// <see cref="Sample(int, int, GeneratorConditions?, float?, int)"/>.
    /// </summary>
    /// <param name="count">How many images, N.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="conditions">What is asked for; null, the default, for the defaults.</param>
    /// <param name="truncation">As for <see cref="Sample(int, int, GeneratorConditions?, float?, int)"/>.</param>
    /// <param name="first">The image to start with. Default 0.</param>
    /// <param name="cancellationToken">Ends the work, also in the middle of a batch.</param>
    /// <returns>N images.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative or too large for one array.</exception>
    /// <inheritdoc cref="SampleInto" path="/exception"/>
    public async Task<ImageBatch> SampleAsync(
        int count,
        int seed,
        GeneratorConditions? conditions = null,
        float? truncation = null,
        int first = 0,
        CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        RequireCount(count);
        float[] images = new float[count * Info.OutputLength];
        await Task.Run(
            () => SampleInto(images, seed, conditions, truncation, first, cancellationToken), cancellationToken)
            .ConfigureAwait(false);
        return Batch(images);
    }

    /// <summary>
    /// Makes images from standard normal noise batch by batch (<see cref="OnnxGeneratorOptions.BatchSize"/>), on
    /// threads of the pool; the next batch is made while the caller works on the present one. Image i of all is that of
    /// <see cref="Sample(int, int, GeneratorConditions?, float?, int)"/>.
    /// </summary>
    /// <param name="count">How many images, N.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="conditions">What is asked for; null, the default, for the defaults.</param>
    /// <param name="truncation">As for <see cref="Sample(int, int, GeneratorConditions?, float?, int)"/>.</param>
    /// <param name="first">The image to start with. Default 0.</param>
    /// <param name="cancellationToken">Ends the work, also in the middle of a batch.</param>
    /// <returns>Batches of images, one after the other, each an array of its own.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    /// <exception cref="ArgumentException">The generator doesn't take what is asked for.</exception>
    /// <exception cref="ObjectDisposedException">
    /// The generator has been disposed of: now, or before a batch is begun.
    /// </exception>
    public IAsyncEnumerable<ImageBatch> SampleBatchesAsync(
        int count,
        int seed,
        GeneratorConditions? conditions = null,
        float? truncation = null,
        int first = 0,
        CancellationToken cancellationToken = default)
    {
        using var call = _guard.Begin();
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        RequireCount(Math.Min(count, _batchSize));
        var asked = Begin(conditions, count, seed, truncation, first);
        return Batches(asked, count, seed, truncation, first, cancellationToken);
    }

    private async IAsyncEnumerable<ImageBatch> Batches(
        ConditionChoice asked,
        int count,
        int seed,
        float? truncation,
        int first,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<ImageBatch>? next = null;
        try
        {
            for (long start = 0; start < count; start += _batchSize)
            {
                var batch = await (next ?? Start(start)).ConfigureAwait(false);
                next = start + _batchSize < count ? Start(start + _batchSize) : null;
                yield return batch;
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            if (next is not null)
                await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Task<ImageBatch> Start(long start) => Task.Run(() => Part((int)start), stop.Token);

        ImageBatch Part(int start)
        {
            using var call = _guard.Begin();
            int made = Math.Min(_batchSize, count - start);
            float[] images = new float[made * Info.OutputLength];
            RunPart(asked, first + start, made, seed, truncation, images, stop.Token);
            return Batch(images);
        }
    }

    /// <summary>Checks all that is asked for, of which each batch then takes its part.</summary>
    private ConditionChoice Begin(GeneratorConditions? conditions, int count, int seed, float? truncation, int first)
    {
        RequireRange(count, first);
        _noise.RequireTruncation(truncation);
        var asked = Info.Conditions.Choice(conditions);
        asked.Check(count, seed, first);
        return asked;
    }

    private void RunPart(
        ConditionChoice asked,
        int first,
        int count,
        int seed,
        float? truncation,
        Memory<float> images,
        CancellationToken cancellationToken) => Run(
        _noise.Of(count, seed, truncation, firstRow: first), asked.Settle(count, seed, first), count, truncation,
        images, cancellationToken);

    private int Count(int length, string name) => length % Info.OutputLength == 0
        ? length / Info.OutputLength
        : throw new ArgumentException(
            $"There is room for {length} numbers, which is no whole number of images of {Info.OutputLength} "
            + $"({Info.Channels}×{Info.Height}×{Info.Width}).",
            name);

    private void ToPixels(ReadOnlySpan<float> images, Span<byte> pixels)
    {
        for (int start = 0; start < images.Length; start += Info.OutputLength)
            Info.ValueRange.ToPixels(
                images.Slice(start, Info.OutputLength), Info.Channels, pixels.Slice(start, Info.OutputLength));
    }
}
