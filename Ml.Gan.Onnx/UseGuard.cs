namespace Ml.Gan.Onnx;

/// <summary>
/// Guard of native memory. The memory is kept until each call that uses it has ended, and calls that begin after
/// <see cref="Dispose"/> are refused, so that none reads freed memory.
/// </summary>
/// <param name="owner">The type whose instance is disposed of; messages name it.</param>
/// <param name="hint">What to do instead of using it once it is disposed of: a sentence.</param>
/// <param name="release">Frees the memory. Called once.</param>
internal sealed class UseGuard(Type owner, string hint, Action release) : IDisposable
{
    private readonly object _gate = new();
    private readonly Dictionary<int, int> _callsByThread = [];
    private bool _disposed;
    private bool _released;

    /// <summary>Begins a call, which ends when the result is disposed of. Calls may be nested.</summary>
    /// <exception cref="ObjectDisposedException">The guard is disposed, and this thread is in no call.</exception>
    internal Call Begin()
    {
        int thread = Environment.CurrentManagedThreadId;
        lock (_gate)
        {
            int calls = _callsByThread.GetValueOrDefault(thread);
            if (_disposed && calls == 0)
                throw new ObjectDisposedException(owner.FullName, $"It has been disposed of. {hint}");
            _callsByThread[thread] = calls + 1;
        }

        return new Call(this);
    }

    /// <summary>
    /// Refuses further calls, waits until those of other threads have ended, and frees the memory. Within a call of the
    /// same thread it does not wait: the memory is freed when the last call ends.
    /// </summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            ReleaseWhenUnused();
            while (!_released && !_callsByThread.ContainsKey(Environment.CurrentManagedThreadId))
                Monitor.Wait(_gate);
        }
    }

    private void End()
    {
        int thread = Environment.CurrentManagedThreadId;
        lock (_gate)
        {
            if (--_callsByThread[thread] > 0)
                return;
            _callsByThread.Remove(thread);
            ReleaseWhenUnused();
        }
    }

    private void ReleaseWhenUnused()
    {
        if (!_disposed || _released || _callsByThread.Count > 0)
            return;
        _released = true;
        try
        {
            release();
        }
        finally
        {
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>
    /// A call in progress. It can't outlive the method that began it, nor last between the items of a lazy list.
    /// </summary>
    internal readonly ref struct Call(UseGuard guard)
    {
        /// <summary>Ends the call.</summary>
        public void Dispose() => guard.End();
    }
}
