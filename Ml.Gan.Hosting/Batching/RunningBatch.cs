namespace Ml.Gan.Hosting.Batching;

/// <summary>Requests that are computed in one run.</summary>
internal sealed class RunningBatch : IDisposable
{
    private readonly CancellationTokenSource _abandoned = new();
    private readonly List<PendingSample> _requests = [];

    // One more than requests that are still wanted, until the batch is complete.
    private int _wanted = 1;
    private bool _ended;

    internal IReadOnlyList<PendingSample> Requests => _requests;

    /// <summary>Number of images.</summary>
    internal int Images { get; private set; }

    /// <summary>Canceled once nobody wants any of the images.</summary>
    internal CancellationToken Abandoned => _abandoned.Token;

    /// <summary>Adds a request, where it wasn't left before.</summary>
    internal bool TryAdd(PendingSample request)
    {
        Want(1);
        if (!request.TryTake(this))
        {
            Want(-1);
            return false;
        }

        _requests.Add(request);
        Images += request.Sample.Count;
        return true;
    }

    /// <summary>Says that no more requests are added.</summary>
    internal void Close() => Leave();

    /// <summary>Says that one of the requests isn't wanted any more.</summary>
    internal void Leave() => Want(-1);

    /// <summary>Ends it; requests may still be left.</summary>
    public void Dispose()
    {
        lock (_requests)
        {
            _ended = true;
            _abandoned.Dispose();
        }
    }

    private void Want(int more)
    {
        lock (_requests)
        {
            _wanted += more;
            if (_wanted == 0 && !_ended)
                _abandoned.Cancel();
        }
    }
}
