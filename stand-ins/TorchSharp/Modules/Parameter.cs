using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>A tensor that a module learns.</summary>
    public class Parameter : Tensor
    {
        /// <param name="data">Gives its tensor and its place in a dispose scope away, and becomes invalid.</param>
        public Parameter(Tensor data, bool requires_grad = true)
            : base(data.with_requires_grad(requires_grad).MoveHandle(), register: false)
        {
            DisposeScope scope = data.OwningDisposeScope;
            if (scope is null) return;
            scope.MarkAsDisposed(data);
            scope.Include(this);
            OwningDisposeScope = scope;
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.Parameter Parameter(Tensor data, bool requires_grad = true) =>
                new(data, requires_grad);
        }
    }
}
