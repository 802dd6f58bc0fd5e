using System;
using System.Collections.Generic;
using System.Linq;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class utils
        {
            /// <summary>Scales gradients down to a common norm of at most max_norm; returns the norm before.</summary>
            public static double clip_grad_norm_(IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2)
            {
                using DisposeScope scope = NewDisposeScope();
                using IDisposable off = no_grad();
                Tensor[] grads = tensors.Select(p => p.grad).Where(g => g is not null).ToArray();
                if (grads.Length == 0) return 0;
                Tensor norms = stack(grads.Select(g => linalg.vector_norm(g, norm_type)));
                double total = linalg.vector_norm(norms, norm_type).ToDouble();
                double factor = max_norm / (total + 1e-6);
                if (factor < 1)
                    foreach (Tensor grad in grads) grad.mul_(factor);
                return total;
            }

            public static void clip_grad_value_(IEnumerable<Parameter> tensors, double clip_value)
            {
                using DisposeScope scope = NewDisposeScope();
                using IDisposable off = no_grad();
                foreach (Parameter parameter in tensors) parameter.grad?.clamp_(-clip_value, clip_value);
            }

            public static Tensor parameters_to_vector(IEnumerable<Parameter> tensors)
            {
                using DisposeScope scope = NewDisposeScope();
                return cat(tensors.Select(p => p.view(-1)).ToArray()).MoveToOuterDisposeScope();
            }
        }
    }
}
