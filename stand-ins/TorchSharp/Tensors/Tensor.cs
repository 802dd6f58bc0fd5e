using System;
using System.Threading;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A tensor of libtorch. The object owns one reference to it, which Dispose gives back.</summary>
    public partial class Tensor : IDisposable
    {
        static long totalCount, peakCount;

        internal IntPtr handle;

        internal Tensor(IntPtr handle, bool register = true)
        {
            this.handle = handle;
            long count = Interlocked.Increment(ref totalCount);
            if (count > Volatile.Read(ref peakCount)) Volatile.Write(ref peakCount, count);
            if (register) OwningDisposeScope = DisposeScopeManager.OfThread.Register(this);
        }

        ~Tensor() => Dispose(false);

        /// <summary>How many tensor objects are alive in the process.</summary>
        public static long TotalCount => Volatile.Read(ref totalCount);

        /// <summary>The largest number of tensor objects that were alive at once.</summary>
        public static long PeakCount => Volatile.Read(ref peakCount);

        public bool IsInvalid => handle == IntPtr.Zero;

        /// <exception cref="InvalidOperationException">The tensor has been disposed or moved into a parameter.</exception>
        public IntPtr Handle =>
            handle != IntPtr.Zero ? handle : throw new InvalidOperationException("Tensor invalid -- empty handle.");

        internal DisposeScope OwningDisposeScope { get; set; }

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            if (handle == IntPtr.Zero) return;
            DisposeScope scope = OwningDisposeScope;
            if (!disposing) Release(null, false);
            else Release(DisposeScopeManager.OfThread.Counts, scope is not null);
            if (disposing) scope?.MarkAsDisposed(this);
        }

        internal void Release(LifetimeStatistics counts, bool inScope)
        {
            IntPtr owned = MoveHandle();
            if (owned == IntPtr.Zero) return;
            if (counts is not null)
            {
                if (inScope) counts.DisposedInScopeCount++;
                else counts.DisposedOutsideScopeCount++;
            }
            Shim.shim_release(owned);
        }

        /// <summary>Gives the reference away and leaves this object invalid.</summary>
        internal IntPtr MoveHandle()
        {
            IntPtr owned = Interlocked.Exchange(ref handle, IntPtr.Zero);
            if (owned != IntPtr.Zero) Interlocked.Decrement(ref totalCount);
            return owned;
        }

        public Tensor MoveToOuterDisposeScope()
        {
            OwningDisposeScope?.MoveToOuter(this);
            return this;
        }

        public Tensor MoveToOtherDisposeScope(DisposeScope other)
        {
            if (OwningDisposeScope is null) other?.Attach(this);
            else OwningDisposeScope.MoveToOther(other, this);
            return this;
        }

        public Tensor MoveToOtherDisposeScope(Tensor other) => MoveToOtherDisposeScope(other.OwningDisposeScope);

        public Tensor DetachFromDisposeScope()
        {
            OwningDisposeScope?.Detach(this);
            return this;
        }

        /// <summary>Another object for the same tensor.</summary>
        public Tensor alias() => new(Shim.shim_share(Handle));
    }
}
