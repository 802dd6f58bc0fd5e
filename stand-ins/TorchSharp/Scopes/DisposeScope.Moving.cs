using System;
using System.Collections.Generic;

namespace TorchSharp;

public sealed partial class DisposeScope
{
    public T MoveToOuter<T>(T disposable) where T : IDisposable => MoveToOther(Outer, disposable);

    public (T1 first, T2 second) MoveToOuter<T1, T2>(T1 first, T2 second)
        where T1 : IDisposable where T2 : IDisposable =>
        (MoveToOuter(first), MoveToOuter(second));

    public (T1 first, T2 second, T3 third) MoveToOuter<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable where T2 : IDisposable where T3 : IDisposable =>
        (MoveToOuter(first), MoveToOuter(second), MoveToOuter(third));

    public void MoveToOuter(params IDisposable[] disposables) => MoveToOuter((IEnumerable<IDisposable>)disposables);

    public void MoveToOuter(IEnumerable<IDisposable> disposables) => MoveToOther(Outer, disposables);

    public T MoveToOther<T>(DisposeScope scope, T disposable) where T : IDisposable
    {
        MoveToOther(scope, new IDisposable[] { disposable });
        return disposable;
    }

    public void MoveToOther(DisposeScope scope, params IDisposable[] disposables) =>
        MoveToOther(scope, (IEnumerable<IDisposable>)disposables);

    public void MoveToOther(DisposeScope scope, IEnumerable<IDisposable> disposables)
    {
        foreach (IDisposable disposable in disposables)
        {
            if (!this.disposables.Remove(disposable)) continue;
            scope?.Include(disposable);
            if (disposable is torch.Tensor tensor) tensor.OwningDisposeScope = scope;
        }
    }

    public T Detach<T>(T disposable) where T : IDisposable
    {
        Detach(new IDisposable[] { disposable });
        return disposable;
    }

    public (T1 first, T2 second) Detach<T1, T2>(T1 first, T2 second) where T1 : IDisposable where T2 : IDisposable =>
        (Detach(first), Detach(second));

    public (T1 first, T2 second, T3 third) Detach<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable where T2 : IDisposable where T3 : IDisposable =>
        (Detach(first), Detach(second), Detach(third));

    public void Detach(params IDisposable[] disposables) => Detach((IEnumerable<IDisposable>)disposables);

    public void Detach(IEnumerable<IDisposable> disposables)
    {
        foreach (IDisposable disposable in disposables)
        {
            if (!this.disposables.Remove(disposable)) continue;
            manager.Counts.DetachedFromScopeCount++;
            if (disposable is torch.Tensor tensor) tensor.OwningDisposeScope = null;
        }
    }

    public void Attach(IDisposable disposable) => Attach(new[] { disposable });

    public void Attach(params IDisposable[] disposables) => Attach((IEnumerable<IDisposable>)disposables);

    public IReadOnlyList<IDisposable> Attach(IEnumerable<IDisposable> disposables)
    {
        var attached = new List<IDisposable>();
        foreach (IDisposable disposable in disposables)
        {
            attached.Add(disposable);
            if (disposable is torch.Tensor tensor)
            {
                if (tensor.OwningDisposeScope == this) continue;
                if (tensor.OwningDisposeScope is { } other) other.disposables.Remove(tensor);
                else manager.Counts.AttachedToScopeCount++;
                tensor.OwningDisposeScope = this;
            }
            Include(disposable);
        }
        return attached;
    }
}
