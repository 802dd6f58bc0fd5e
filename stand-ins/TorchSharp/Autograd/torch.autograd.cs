using System;
using System.Collections.Generic;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        /// <summary>The gradients of the outputs, weighted by grad_outputs, with respect to the inputs.</summary>
        public static unsafe IList<Tensor> grad(
            IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor> grad_outputs = null, bool retain_graph = false,
            bool create_graph = false, bool allow_unused = false)
        {
            IntPtr[] from = Handles.Of(outputs), to = Handles.Of(inputs), weights = Handles.Of(grad_outputs);
            var found = new IntPtr[to.Length];
            fixed (IntPtr* o = from, i = to, g = weights, results = found)
            {
                int status = Shim.shim_grad(
                    o, from.Length, i, to.Length, g, weights.Length, retain_graph || create_graph ? 1 : 0,
                    create_graph ? 1 : 0,
                    allow_unused ? 1 : 0, results);
                GC.KeepAlive((outputs, inputs, grad_outputs));
                Callbacks.Check(status);
            }
            return Array.ConvertAll(found, handle => new Tensor(handle));
        }

        /// <summary>Adds the gradients of the tensors, weighted by grad_tensors, to the leaves' grad.</summary>
        public static unsafe void backward(
            IList<Tensor> tensors, IList<Tensor> grad_tensors = null, bool? retain_graph = null,
            bool create_graph = false,
            IList<Tensor> inputs = null)
        {
            IntPtr[] from = Handles.Of(tensors), weights = Handles.Of(grad_tensors), to = Handles.Of(inputs);
            fixed (IntPtr* t = from, g = weights, i = to)
            {
                int status = Shim.shim_backward(
                    t, from.Length, g, weights.Length, retain_graph ?? create_graph ? 1 : 0, create_graph ? 1 : 0, i,
                    to.Length);
                GC.KeepAlive((tensors, grad_tensors, inputs));
                Callbacks.Check(status);
            }
        }

        public static void backward(
            Tensor tensor, IList<Tensor> grad_tensors = null, bool? retain_graph = null, bool create_graph = false,
            IList<Tensor> inputs = null) =>
            backward(new[] { tensor }, grad_tensors, retain_graph, create_graph, inputs);

        public static void backward(
            Tensor tensor, Tensor grad_tensor, bool? retain_graph = null, bool create_graph = false,
            IList<Tensor> inputs = null) =>
            backward(new[] { tensor }, new[] { grad_tensor }, retain_graph, create_graph, inputs);

        public static AnomalyMode detect_anomaly(bool check_nan = true) => new(true, check_nan);
    }
}
