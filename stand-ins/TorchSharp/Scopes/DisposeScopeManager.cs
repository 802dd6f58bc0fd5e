using System;
using System.Collections.Generic;

namespace TorchSharp;

/// <summary>The dispose scopes that are open on a thread, the innermost last.</summary>
public class DisposeScopeManager
{
    [ThreadStatic] static DisposeScopeManager ofThread;

    readonly List<DisposeScope> open = [];

    readonly ThreadDisposeScopeStatistics statistics = new();

    internal static DisposeScopeManager OfThread => ofThread ??= new();

    public static ThreadDisposeScopeStatistics Statistics => OfThread.statistics;

    internal LifetimeStatistics Counts => statistics.TensorStatistics;

    internal DisposeScope Current { get; private set; }

    internal DisposeScope Open()
    {
        Current = new DisposeScope(this, Current);
        open.Add(Current);
        return Current;
    }

    internal void Close(DisposeScope scope)
    {
        open.Remove(scope);
        Current = open.Count > 0 ? open[^1] : null;
    }

    /// <summary>Puts a new tensor into the innermost scope and returns that; null where none is open.</summary>
    internal DisposeScope Register(IDisposable disposable)
    {
        if (Current is null)
        {
            Counts.CreatedOutsideScopeCount++;
            return null;
        }
        Counts.CreatedInScopeCount++;
        Current.Include(disposable);
        return Current;
    }
}
