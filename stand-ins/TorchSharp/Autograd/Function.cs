using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        /// <summary>A differentiable function whose forward and backward are both written by hand.</summary>
        public abstract class Function<T> where T : Function<T>, new()
        {
            static readonly T instance = new();

            public abstract string Name { get; }

            internal abstract List<Tensor> Forward(AutogradContext ctx, object[] vars);

            internal abstract List<Tensor> Backward(AutogradContext ctx, List<Tensor> grads);

            /// <summary>
            /// Runs forward without a graph and joins its outputs to the graph of the tensors among the arguments.
            /// </summary>
            public static unsafe List<Tensor> apply_internal(params object[] vars)
            {
                var context = new AutogradContext();
                Tensor[] inputs = vars.OfType<Tensor>().Where(t => !t.IsInvalid).ToArray();
                List<Tensor> outputs;
                using (no_grad()) outputs = instance.Forward(context, vars);

                bool[] isTensor = Array.ConvertAll(vars, v => v is Tensor { IsInvalid: false });
                var node = new FunctionNode(instance.Name, context, isTensor, instance.Backward);
                IntPtr[] i = Handles.Of(inputs), o = Handles.Of(outputs), s = Handles.Of(context.ToSave);
                IntPtr[] d = Handles.Of(context.Dirty), n = Handles.Of(context.NonDifferentiable);
                var r = new IntPtr[o.Length];
                IntPtr managed = node.Root();
                fixed (IntPtr* pi = i, po = o, ps = s, pd = d, pn = n, pr = r)
                    Shim.Check(Shim.shim_function_apply(
                        managed, pi, i.Length, po, o.Length, ps, s.Length, pd, d.Length, pn, n.Length,
                        context.MaterializeGrads ? 1 : 0, pr));
                GC.KeepAlive((inputs, outputs, context));
                context.Joined();
                return new(Array.ConvertAll(r, handle => new Tensor(handle)));
            }
        }
    }
}
