using System;
using System.Collections.Generic;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public bool requires_grad
        {
            get => Kept(Shim.Check(Shim.shim_requires_grad(Handle))) != 0;
            set => Kept(Shim.Check(Shim.shim_set_requires_grad(Handle, value ? 1 : 0)));
        }

        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        public bool is_leaf => Kept(Shim.Check(Shim.shim_is_leaf(Handle))) != 0;

        public void retain_grad() => Kept(Shim.Check(Shim.shim_retain_grad(Handle)));

        /// <summary>The gradient that backward has accumulated, null where there is none.</summary>
        public Tensor grad
        {
            get
            {
                IntPtr found = (IntPtr)Kept(Shim.shim_grad_of(Handle));
                return found == IntPtr.Zero ? null : new Tensor(found);
            }
            set
            {
                Kept(Shim.Check(Shim.shim_set_grad(Handle, value is null ? IntPtr.Zero : value.Handle)));
                GC.KeepAlive(value);
            }
        }

        public void backward() => autograd.backward(this);

        public void backward(
            IList<Tensor> grad_tensors = null, bool retain_graph = false, bool create_graph = false,
            IList<Tensor> inputs = null) =>
            autograd.backward(this, grad_tensors, retain_graph, create_graph, inputs);

        public Tensor detach() => Aten.Call("detach", this);

        public Tensor detach_() => InPlace("detach_", this);
    }
}
