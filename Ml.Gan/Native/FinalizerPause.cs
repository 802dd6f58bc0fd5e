using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Ml.Gan.Native;

/// <summary>
/// Keeps finalizers from running while tensors are computed. TorchSharp 0.107 hands native code the address of a
/// <c>Scalar</c> (a number in <c>tensor * 0.5</c>, and the hidden 1 in <c>a + b</c>) that nothing keeps alive: where
/// garbage is collected at that moment, its finalizer frees the memory that the operation still reads, and what comes
/// out is an error, a crash, or a wrong number. Here the one thread that runs finalizers waits at a gate while a
/// computation is in progress; the gate opens for a moment four times a second, between computations.
/// </summary>
internal static class FinalizerPause
{
    private static readonly TimeSpan LongestClosed = TimeSpan.FromMilliseconds(250), Poll = TimeSpan.FromMilliseconds(
        50);

    /// <summary>
    /// What a computation may keep finalizers waiting: code inside of it that waits for them must not wait for ever.
    /// </summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private static readonly object s_lock = new();
    private static int s_threads;
    private static State? s_gate;

    [ThreadStatic]
    private static int t_depth;

    /// <summary>
    /// Begins a computation of the calling thread, which ends it by disposing what it gets. Computations may nest.
    /// </summary>
    public static Computation Begin()
    {
        lock (s_lock)
        {
            if (s_gate is null || s_gate.Closed.Elapsed > LongestClosed)
                Renew();
            if (t_depth++ == 0)
                s_threads++;
        }
        return default;
    }

    /// <summary>
    /// Lets finalizers run and stops them again, at a moment when no thread computes: the calling one has just come in.
    /// </summary>
    private static void Renew()
    {
        var watch = Stopwatch.StartNew();
        int own = t_depth > 0 ? 1 : 0;
        while (s_threads > own && own == 0 && watch.Elapsed < LongestClosed)
            Monitor.Wait(s_lock, Poll);
        if (s_threads > own && s_gate is not null)
            return;
        s_gate?.Opened.Set();
        s_gate = Close();
    }

    private static State Close()
    {
        var state = new State();
        Abandon(state);
        for (int generation = 0; generation <= 2; generation++)
        {
            GC.Collect(generation, GCCollectionMode.Forced, blocking: true);
            if (state.Reached.Wait(LongestClosed))
                break;
        }
        return state;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Abandon(State state) => _ = new Gate(state);

    private static void End()
    {
        lock (s_lock)
        {
            if (--t_depth > 0)
                return;
            s_threads--;
            Monitor.PulseAll(s_lock);
        }
    }

    /// <summary>A computation that ends when this is disposed.</summary>
    public readonly struct Computation : IDisposable
    {
        /// <inheritdoc/>
        public void Dispose() => End();
    }

    private sealed class State
    {
        public Stopwatch Closed { get; } = Stopwatch.StartNew();

        public ManualResetEventSlim Reached { get; } = new();

        public ManualResetEventSlim Opened { get; } = new();
    }

    /// <summary>What the finalizer thread waits at: a finalizer that doesn't end.</summary>
    private sealed class Gate(State state)
    {
        ~Gate()
        {
            state.Reached.Set();
            while (!state.Opened.Wait(Poll))
            {
                lock (s_lock)
                {
                    if (s_threads > 0 && state.Closed.Elapsed < LongestWait)
                        continue;
                    if (s_gate == state)
                        s_gate = null;
                    return;
                }
            }
        }
    }
}
