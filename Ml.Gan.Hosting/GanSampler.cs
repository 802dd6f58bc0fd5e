using System.Diagnostics;
using System.Diagnostics.Metrics;
using Ml.Gan.Hosting.Batching;
using Ml.Gan.Onnx;

namespace Ml.Gan.Hosting;

/// <summary>
/// Sampler that puts requests that come at the same time together into one batch of a shared
/// <see cref="OnnxGenerator"/>. Any number of threads may use one.
/// </summary>
/// <remarks>
/// A request waits at most <see cref="GanGeneratorOptions.MaxDelay"/> for others; as many batches are computed at a
/// time as <see cref="GanGeneratorOptions.ConcurrentBatches"/> says. The images are those of
/// <see cref="OnnxGenerator.Sample(int, int, GeneratorConditions?, float?, int)"/> whatever else is in the batch.
/// </remarks>
public sealed class GanSampler : IDisposable, IAsyncDisposable
{
    /// <summary>Name of the <see cref="Meter"/> that measures requests, images, batches, queue and durations.</summary>
    public const string MeterName = "Ml.Gan";

    private const double Smoothing = 0.2;

    private readonly OnnxGenerator _generator;
    private readonly GanGeneratorOptions _options;
    private readonly SampleQueue _queue;
    private readonly SamplerMetrics _metrics;
    private readonly Task[] _work;
    private volatile bool _stopping;
    private volatile Exception? _lastFailure;
    private double _secondsPerImage;

    /// <summary>Creates a sampler for a generator, which stays the caller's and has to live longer.</summary>
    /// <param name="generator">The generator.</param>
    /// <param name="options">Limits of batches and queue; null for the defaults.</param>
    /// <param name="meters">Maker of the meter, as a host has it; null for a meter of its own.</param>
    /// <param name="name">Name of the generator in metrics. Default empty.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public GanSampler(
        OnnxGenerator generator, GanGeneratorOptions? options = null, IMeterFactory? meters = null, string name = "")
    {
        ArgumentNullException.ThrowIfNull(generator);
        _options = options ?? new GanGeneratorOptions();
        _options.Validate();
        _generator = generator;
        _queue = new SampleQueue(_options.QueueCapacity, _options.Generator.BatchSize, _options.MaxDelay);
        _metrics = new SamplerMetrics(meters, name);
        _work = [.. Enumerable.Range(0, _options.BatchesOn(generator.Device)).Select(_ => Task.Run(WorkAsync))];
    }

    /// <summary>Description of the generator, as its file gives it.</summary>
    public GeneratorInfo Info => _generator.Info;

    /// <summary>Number of images that wait for a batch.</summary>
    public int QueueLength => _queue.Images;

    /// <summary>Failure of the last batch; null where it succeeded, or there was none.</summary>
    public Exception? LastFailure => _lastFailure;

    /// <summary>Whether it has been disposed of and takes no more requests.</summary>
    public bool IsStopped => _stopping;

    /// <summary>
    /// Makes images from standard normal noise, together with what others ask for: those of
    /// <see cref="OnnxGenerator.Sample(int, int, GeneratorConditions?, float?, int)"/>.
    /// </summary>
    /// <param name="count">How many images, N, at least 1.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="conditions">What is asked for; null, the default, for the defaults.</param>
    /// <param name="truncation">As for the generator; null, the default, for none.</param>
    /// <param name="cancellationToken">
    /// Leaves the batch: images that aren't computed yet are not computed, unless others of a batch that has begun
    /// still want theirs.
    /// </param>
    /// <returns>N images.</returns>
    /// <exception cref="GanQueueFullException">So many images would not fit into the queue.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A number is out of range, or there are more images than the queue ever holds.
    /// </exception>
    /// <exception cref="ArgumentException">The generator doesn't take what is asked for.</exception>
    /// <exception cref="NotSupportedException">A truncation is given that the model doesn't have.</exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    /// <exception cref="ObjectDisposedException">
    /// The sampler has been disposed of, before or while the request waited.
    /// </exception>
    public async Task<ImageBatch> SampleAsync(
        int count,
        int seed,
        GeneratorConditions? conditions = null,
        float? truncation = null,
        CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(_stopping, this);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _options.QueueCapacity);
        _metrics.Requested();
        var request = Enqueue(count, seed, conditions, truncation);
        await using var leaving = cancellationToken.UnsafeRegister(
            static (waiting, token) => ((PendingSample)waiting!).Leave(token), request).ConfigureAwait(false);
        await ((Task)request.Answer).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _metrics.Ended(request.Start, request.Answer);
        return await request.Answer.ConfigureAwait(false);
    }

    /// <summary>
    /// Takes no more requests, lets a batch that has begun end, and refuses requests that still wait by an
    /// <see cref="ObjectDisposedException"/>. The generator stays.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        _stopping = true;
        _queue.Close();
        await Task.WhenAll(_work).ConfigureAwait(false);
        _queue.Dispose();
        _metrics.Dispose();
    }

    /// <inheritdoc cref="DisposeAsync"/>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private PendingSample Enqueue(int count, int seed, GeneratorConditions? conditions, float? truncation)
    {
        if (!_queue.TryReserve(count))
        {
            _metrics.Refused();
            throw Full(count);
        }

        try
        {
            var request = new PendingSample(_generator.Prepare(count, seed, conditions, truncation), Left);
            _metrics.Queued(count);
            if (_queue.TryAdd(request))
                return request;
            _metrics.Queued(-count);
            throw new ObjectDisposedException(nameof(GanSampler));
        }
        catch
        {
            _queue.Release(count);
            throw;
        }
    }

    private GanQueueFullException Full(int count)
    {
        int waiting = _queue.Images;
        double seconds = (waiting + count) * Volatile.Read(ref _secondsPerImage) / _work.Length;
        return new GanQueueFullException(
            $"The queue has no room for {count} more images: {waiting} of at most {_options.QueueCapacity} wait. Ask "
            + "again later, or raise QueueCapacity.",
            TimeSpan.FromSeconds(Math.Max(seconds, _options.MinRetryAfter.TotalSeconds)));
    }

    private void Left(PendingSample request)
    {
        _queue.Release(request.Sample.Count);
        _metrics.Queued(-request.Sample.Count);
    }

    private async Task WorkAsync()
    {
        while (await _queue.WaitAsync().ConfigureAwait(false))
        {
            if (_stopping)
            {
                Refuse();
                continue;
            }

            using var batch = await _queue.TakeBatchAsync().ConfigureAwait(false);
            if (batch.Images > 0)
                Make(batch);
        }
    }

    private void Refuse()
    {
        while (_queue.Take() is { } waiting)
        {
            if (waiting.Fail(new ObjectDisposedException(nameof(GanSampler), "It stopped before the batch began.")))
                Left(waiting);
        }
    }

    private void Make(RunningBatch batch)
    {
        _metrics.Queued(-batch.Images);
        try
        {
            long start = Stopwatch.GetTimestamp();
            var images = _generator.SampleAll([.. batch.Requests.Select(request => request.Sample)], batch.Abandoned);
            for (int i = 0; i < images.Count; i++)
                batch.Requests[i].Complete(images[i]);
            Pace(Stopwatch.GetElapsedTime(start).TotalSeconds / batch.Images);
            _metrics.Generated(batch.Images);
            _lastFailure = null;
        }
        catch (OperationCanceledException) when (batch.Abandoned.IsCancellationRequested)
        {
            // Nobody waits for the images any more.
        }
        catch (Exception failure)
        {
            _lastFailure = failure;
            foreach (var request in batch.Requests)
                request.Fail(failure);
        }
    }

    private void Pace(double secondsPerImage)
    {
        double before = Volatile.Read(ref _secondsPerImage);
        Volatile.Write(
            ref _secondsPerImage,
            before == 0 ? secondsPerImage : before + (Smoothing * (secondsPerImage - before)));
    }
}
