using System.Threading.Channels;

namespace Ml.Gan.Hosting.Batching;

/// <summary>Requests in the order of their arrival, of which batches are made; bounded by their images.</summary>
/// <param name="capacity">Most images that wait.</param>
/// <param name="batchSize">Most images of a batch; a larger request is a batch of its own.</param>
/// <param name="maxDelay">Longest time that a batch waits for more requests.</param>
internal sealed class SampleQueue(int capacity, int batchSize, TimeSpan maxDelay) : IDisposable
{
    private readonly Channel<PendingSample> _channel =
        Channel.CreateUnbounded<PendingSample>(new UnboundedChannelOptions());

    // One batch is filled after the other: requests go on in the order of their arrival.
    private readonly SemaphoreSlim _gathering = new(1);

    private int _images;

    /// <summary>Images that wait.</summary>
    internal int Images => Volatile.Read(ref _images);

    /// <summary>Keeps room for images, where there is room.</summary>
    internal bool TryReserve(int images)
    {
        if (Interlocked.Add(ref _images, images) <= capacity)
            return true;
        Release(images);
        return false;
    }

    /// <summary>Gives room back.</summary>
    internal void Release(int images) => Interlocked.Add(ref _images, -images);

    /// <summary>Adds a request, for whose images there is room; false once the queue is closed.</summary>
    internal bool TryAdd(PendingSample request) => _channel.Writer.TryWrite(request);

    /// <summary>Refuses further requests; those that wait stay.</summary>
    internal void Close() => _channel.Writer.TryComplete();

    /// <summary>Ends it, once no batch is taken any more.</summary>
    public void Dispose() => _gathering.Dispose();

    /// <summary>The next request, or null where none waits.</summary>
    internal PendingSample? Take() => _channel.Reader.TryRead(out var request) ? request : null;

    /// <summary>Waits for a request; false once the queue is closed and empty.</summary>
    internal ValueTask<bool> WaitAsync() => _channel.Reader.WaitToReadAsync();

    /// <summary>The requests of the next batch; none where those that waited have been left or taken.</summary>
    internal async Task<RunningBatch> TakeBatchAsync()
    {
        List<PendingSample> gathered = [];
        await _gathering.WaitAsync().ConfigureAwait(false);
        try
        {
            using var delay = new CancellationTokenSource(maxDelay);
            while (Gather(gathered) && await MoreAsync(delay.Token).ConfigureAwait(false))
            {
            }
        }
        finally
        {
            _gathering.Release();
        }

        var batch = new RunningBatch();
        foreach (var request in gathered)
        {
            if (batch.TryAdd(request))
                Release(request.Sample.Count);
        }

        batch.Close();
        return batch;
    }

    /// <summary>Takes requests as long as they fit; false once there is nothing to wait for.</summary>
    private bool Gather(List<PendingSample> gathered)
    {
        gathered.RemoveAll(request => request.Answer.IsCompleted);
        int images = gathered.Sum(request => request.Sample.Count);
        while (images < batchSize && _channel.Reader.TryPeek(out var next))
        {
            if (images > 0 && images + next.Sample.Count > batchSize)
                return false;
            _channel.Reader.TryRead(out _);
            gathered.Add(next);
            images += next.Sample.Count;
        }

        return images < batchSize;
    }

    private async Task<bool> MoreAsync(CancellationToken delay)
    {
        var more = _channel.Reader.WaitToReadAsync(delay).AsTask();
        await ((Task)more).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return more.IsCompletedSuccessfully && more.Result;
    }
}
