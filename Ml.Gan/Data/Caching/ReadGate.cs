namespace Ml.Gan.Data.Caching;

/// <summary>
/// Lets any number of threads read something until it is disposed, which waits for those that have begun.
/// </summary>
/// <param name="owner">What is read, for the exception's text.</param>
internal sealed class ReadGate(object owner)
{
    private readonly object _changing = new();
    private int _readers;
    private bool _closed;

    /// <summary>Begins to read; disposing the result ends it.</summary>
    /// <exception cref="ObjectDisposedException">The gate was closed.</exception>
    public Reading Enter()
    {
        lock (_changing)
        {
            ObjectDisposedException.ThrowIf(_closed, owner);
            _readers++;
        }
        return new Reading(this);
    }

    /// <summary>Waits for everyone who reads; nobody can begin to.</summary>
    /// <returns>Whether this call closed it: false where another one did.</returns>
    public bool Close()
    {
        lock (_changing)
        {
            if (_closed)
                return false;
            _closed = true;
            while (_readers > 0)
                Monitor.Wait(_changing);
            return true;
        }
    }

    private void Leave()
    {
        lock (_changing)
        {
            if (--_readers == 0)
                Monitor.PulseAll(_changing);
        }
    }

    /// <summary>One thread's reading.</summary>
    public readonly ref struct Reading(ReadGate gate) : IDisposable
    {
        public void Dispose() => gate.Leave();
    }
}
