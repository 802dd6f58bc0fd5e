using System;
using System.Collections.Generic;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        /// <summary>What a custom function's forward leaves for its backward.</summary>
        public class AutogradContext : IDisposable
        {
            readonly Dictionary<string, object> data = [];

            internal AutogradContext() { }

            internal List<Tensor> ToSave { get; private set; } = [];

            internal List<Tensor> Dirty { get; private set; } = [];

            internal List<Tensor> NonDifferentiable { get; private set; } = [];

            /// <summary>The native context, while backward runs.</summary>
            internal IntPtr Native { get; set; }

            public bool MaterializeGrads { get; private set; } = true;

            /// <summary>Keeps inputs or outputs for backward; autograd frees them with the graph.</summary>
            public void save_for_backward(List<Tensor> tensors) => ToSave = tensors;

            /// <summary>The tensors given to save_for_backward.</summary>
            /// <exception cref="System.Runtime.InteropServices.ExternalException">The graph has been freed already.</exception>
            public unsafe List<Tensor> get_saved_variables()
            {
                if (Native == IntPtr.Zero) return ToSave;
                long capacity = Shim.shim_saved(Native, null, 0);
                if (capacity < 0) throw Shim.Error();
                var handles = new IntPtr[capacity];
                fixed (IntPtr* results = handles) Shim.shim_saved(Native, results, capacity);
                return new(Array.ConvertAll(handles, handle => handle == IntPtr.Zero ? null : new Tensor(handle)));
            }

            public void save_data(string key, object value) => data[key] = value;

            public object get_data(string key) => data[key];

            public void mark_dirty(List<Tensor> tensors) => Dirty = tensors;

            public void mark_non_differentiable(List<Tensor> tensors) => NonDifferentiable = tensors;

            public void set_materialize_grads(bool value) => MaterializeGrads = value;

            /// <summary>Forgets what the graph has taken over.</summary>
            internal void Joined() => (ToSave, Dirty, NonDifferentiable) = ([], [], []);

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing) => data.Clear();
        }
    }
}
