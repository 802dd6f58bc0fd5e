using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Modules that each take the one before's result.</summary>
    public class Sequential : nn.Module<Tensor, Tensor>
    {
        readonly List<nn.IModule<Tensor, Tensor>> steps = [];

        internal Sequential(
            IEnumerable<(string name, nn.Module<Tensor, Tensor> submodule)> modules) : base(nameof(Sequential))
        {
            foreach (var (name, module) in modules) append(name, module);
        }

        protected Sequential(
            params (string name, nn.Module<Tensor, Tensor> submodule)[] modules) : this(modules.AsEnumerable()) { }

        protected Sequential(params nn.Module<Tensor, Tensor>[] modules) : this(Numbered(modules)) { }

        public int Count => steps.Count;

        [IndexerName("SequentialItems")]
        public nn.IModule<Tensor, Tensor> this[int index] => steps[index];

        public Sequential append(nn.IModule<Tensor, Tensor> module) => append(steps.Count.ToString(), module);

        public Sequential append(string name, nn.IModule<Tensor, Tensor> module)
        {
            register_module(name, (nn.Module)module);
            steps.Add(module);
            return this;
        }

        public override Tensor forward(Tensor tensor)
        {
            if (steps.Count == 0) return tensor.alias();
            Tensor result = tensor;
            foreach (nn.IModule<Tensor, Tensor> step in steps)
            {
                Tensor next = step.call(result);
                if (result != (object)tensor && result != (object)next) result.Dispose();
                result = next;
            }
            return result;
        }

        internal static IEnumerable<(string, nn.Module<Tensor, Tensor>)> Numbered(
            IEnumerable<nn.Module<Tensor, Tensor>> modules) =>
            modules.Select((module, i) => (i.ToString(), module));
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.Sequential Sequential(
                params (string name, Module<Tensor, Tensor> submodule)[] modules) =>
                new(modules.AsEnumerable());

            public static Modules.Sequential Sequential(params Module<Tensor, Tensor>[] modules) =>
                new(Modules.Sequential.Numbered(modules));

            public static Modules.Sequential Sequential(
                IEnumerable<(string name, Module<Tensor, Tensor> submodule)> modules) =>
                new(modules);

            public static Modules.Sequential Sequential(IEnumerable<Module<Tensor, Tensor>> modules) =>
                new(Modules.Sequential.Numbered(modules));
        }
    }
}
