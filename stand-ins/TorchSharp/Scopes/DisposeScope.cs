using System;
using System.Collections.Generic;
using System.Linq;

namespace TorchSharp;

/// <summary>
/// Disposes the tensors that were created while it was the innermost open scope of its thread, except those moved out
/// or detached.
/// </summary>
public sealed partial class DisposeScope : IDisposable
{
    readonly DisposeScopeManager manager;
    HashSet<IDisposable> disposables = new(ReferenceEqualityComparer.Instance);

    internal DisposeScope(DisposeScopeManager manager, DisposeScope outer)
    {
        this.manager = manager;
        Outer = outer;
    }

    internal DisposeScope Outer { get; }

    public int DisposablesCount => disposables.Count;

    public IReadOnlyList<IDisposable> DisposablesView => disposables.ToList();

    public bool Contains(IDisposable disposable) => disposables.Contains(disposable);

    internal void Include(IDisposable disposable) => disposables.Add(disposable);

    public void Dispose()
    {
        DisposeEverything();
        manager.Close(this);
    }

    public void DisposeEverything() => DisposeEverythingBut(Enumerable.Empty<IDisposable>());

    public void DisposeEverythingBut(IEnumerable<IDisposable> inKeep)
    {
        var old = disposables;
        disposables = new(inKeep, ReferenceEqualityComparer.Instance);
        foreach (IDisposable disposable in old)
        {
            if (disposables.Contains(disposable)) continue;
            if (disposable is torch.Tensor tensor)
            {
                tensor.OwningDisposeScope = null;
                if (!tensor.IsInvalid) tensor.Release(manager.Counts, inScope: true);
            }
            disposable.Dispose();
        }
    }

    public void DisposeEverythingBut(params IDisposable[] keep) => DisposeEverythingBut((IEnumerable<IDisposable>)keep);

    public T DisposeEverythingBut<T>(T keep) where T : IDisposable
    {
        DisposeEverythingBut(new IDisposable[] { keep });
        return keep;
    }

    /// <summary>Tells the scope that something in it has been disposed already.</summary>
    public void MarkAsDisposed(IDisposable disposable)
    {
        disposables.Remove(disposable);
        if (disposable is torch.Tensor tensor) tensor.OwningDisposeScope = null;
    }
}
